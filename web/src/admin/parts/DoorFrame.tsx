import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import { shopQuery } from '#web/api/shop.ts'
import { Card } from '#web/ui/Card.tsx'

interface DoorFrameProps {
  readonly title: string
  readonly children: ReactNode
}

/** What stands before the admin: the shop's name, and one thing to do. */
export function DoorFrame({ title, children }: DoorFrameProps) {
  const { data: shop } = useQuery(shopQuery)

  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-112 flex-col justify-center px-4 py-10">
      <title>{shop ? `${title} · ${shop.name}` : title}</title>
      <p className="mb-3 font-serif text-lg font-semibold">{shop?.name ?? 'Shop'}</p>
      <Card>
        <h1 className="mb-5 text-2xl">{title}</h1>
        {children}
      </Card>
    </main>
  )
}
