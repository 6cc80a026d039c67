import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'

import { DiscountForm } from '#web/admin/discounts/DiscountForm.tsx'
import { standingOf, worthInWords } from '#web/admin/discounts/words.ts'
import { AdminPage } from '#web/admin/parts/AdminPage.tsx'
import { BackLink } from '#web/admin/parts/BackLink.tsx'
import { ListState } from '#web/admin/parts/ListState.tsx'
import { NotYourPage } from '#web/admin/parts/NotYourPage.tsx'
import { adminPaths } from '#web/admin/paths.ts'
import { useMay } from '#web/admin/staff.ts'
import { type DiscountView, discountQuery } from '#web/api/admin-discounts.ts'
import { shopQuery } from '#web/api/shop.ts'
import { plural } from '#web/lib/format.ts'
import { StatusBadge } from '#web/ui/StatusBadge.tsx'

const back = <BackLink to={adminPaths.discounts} label="Discounts" />

export function DiscountPage() {
  const { id = '' } = useParams()
  return useMay('moveMoney') ? <Discount key={id} id={id} /> : <NotYourPage title="Discount" />
}

export function NewDiscountPage() {
  return useMay('moveMoney') ? <NewDiscount /> : <NotYourPage title="Add a discount" />
}

function NewDiscount() {
  const { data: shop } = useSuspenseQuery(shopQuery)

  return (
    <AdminPage title="Add a discount" back={back}>
      <DiscountForm discount={null} currency={shop.currency} />
    </AdminPage>
  )
}

function Discount({ id }: { readonly id: string }) {
  const discount = useQuery(discountQuery(id))
  const { data: shop } = useSuspenseQuery(shopQuery)

  return (
    <AdminPage title={discount.data?.name ?? 'Discount'} back={back}>
      <ListState list={discount} what="the discount">
        {discount.data && (
          <>
            <Standing discount={discount.data} />
            <DiscountForm discount={discount.data} currency={shop.currency} />
          </>
        )}
      </ListState>
    </AdminPage>
  )
}

/** How it stands, before anything is changed. */
function Standing({ discount }: { readonly discount: DiscountView }) {
  const [now] = useState(() => new Date())
  const { uses, limitTotal, gift } = discount
  const { words, tone } = standingOf(discount, now)
  const facts = [
    worthInWords(discount),
    `${plural(uses, 'order has', 'orders have')} it${limitTotal === null ? '' : `, of ${limitTotal} at most`}`,
    gift && `${plural(gift.available, 'gift', 'gifts')} left`,
  ]

  return (
    <p className="mb-5 flex flex-wrap items-center gap-x-3 gap-y-1">
      <StatusBadge tone={tone}>{words}</StatusBadge>
      <span className="text-muted">{facts.filter(Boolean).join(' · ')}</span>
    </p>
  )
}
