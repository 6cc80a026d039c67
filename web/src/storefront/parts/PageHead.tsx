import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { NavigationType, useLocation, useNavigationType } from 'react-router'

import { shopQuery } from '#web/api/shop.ts'

interface PageHeadProps {
  readonly title: string
  /** For search engines and shared links; the shop's own line when it is left out. */
  readonly description?: string
}

/** The path the page was first opened at: arriving there moves no focus, the browser has done that. */
let arrivedAt: string | null = null

/**
 * Names the page: its title, its description, and, after going from one page to another, the focus on its
 * heading, so that reading goes on from there. Rendered once what the page shows is there.
 */
export function PageHead({ title, description }: PageHeadProps) {
  const { data: shop } = useQuery(shopQuery)
  const { pathname } = useLocation()
  const how = useNavigationType()

  const fullTitle = shop ? `${title} · ${shop.name}` : title
  useEffect(() => {
    document.title = fullTitle
  }, [fullTitle])

  const text = description ?? shop?.tagline
  useEffect(() => {
    if (text) document.querySelector('meta[name="description"]')?.setAttribute('content', text)
  }, [text])

  useEffect(() => {
    const cameFromElsewhere = arrivedAt !== null && arrivedAt !== pathname
    arrivedAt = pathname
    if (cameFromElsewhere && how !== NavigationType.Pop) focusHeading()
  }, [pathname, how])

  return null
}

function focusHeading(): void {
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
}
