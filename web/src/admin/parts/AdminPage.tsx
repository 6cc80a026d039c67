import { useQuery } from '@tanstack/react-query'
import { type ComponentProps, type ReactNode, useEffect } from 'react'
import { NavigationType, useLocation, useNavigationType } from 'react-router'

import { shopQuery } from '#web/api/shop.ts'
import { PageFrame } from '#web/ui/PageFrame.tsx'

/** The path the admin was first opened at: arriving there moves no focus, the browser has done that. */
let arrivedAt: string | null = null

interface AdminPageProps extends ComponentProps<typeof PageFrame> {
  /** The way back to the list the page is from. */
  readonly back?: ReactNode
}

/** The frame of every page; after going from one to another, reading goes on at its heading. */
export function AdminPage({ back, ...frame }: AdminPageProps) {
  const { data: shop } = useQuery(shopQuery)
  const { pathname } = useLocation()
  const how = useNavigationType()

  useEffect(() => {
    const cameFromElsewhere = arrivedAt !== null && arrivedAt !== pathname
    arrivedAt = pathname
    if (!cameFromElsewhere || how === NavigationType.Pop) return
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
  }, [pathname, how])

  return (
    <>
      <title>{`${frame.title} · ${shop?.name ?? 'Shop'} admin`}</title>
      {back !== undefined && <div className="page page-back">{back}</div>}
      <PageFrame {...frame} />
    </>
  )
}
