import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'

import { DiscountTable } from '#web/admin/discounts/DiscountTable.tsx'
import { AdminPage } from '#web/admin/parts/AdminPage.tsx'
import { ListState } from '#web/admin/parts/ListState.tsx'
import { NotYourPage } from '#web/admin/parts/NotYourPage.tsx'
import { adminPaths } from '#web/admin/paths.ts'
import { useMay } from '#web/admin/staff.ts'
import { discountsQuery } from '#web/api/admin-discounts.ts'
import { LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'

export function DiscountsPage() {
  return useMay('moveMoney') ? <Discounts /> : <NotYourPage title="Discounts" />
}

function Discounts() {
  const list = useQuery(discountsQuery)

  return (
    <AdminPage title="Discounts" action={<AddDiscount />}>
      <ListState list={list} what="the discounts">
        {list.data?.length === 0 ? <NoDiscounts /> : <DiscountTable discounts={list.data ?? []} />}
      </ListState>
    </AdminPage>
  )
}

function AddDiscount() {
  return (
    <LinkButton to={adminPaths.newDiscount}>
      <Plus aria-hidden="true" />
      Add a discount
    </LinkButton>
  )
}

function NoDiscounts() {
  return (
    <EmptyState
      title="No discounts yet"
      hint="A code for your regulars, a gift with a larger order, free delivery for a weekend: add one, and switch it off when it has done its work."
    />
  )
}
