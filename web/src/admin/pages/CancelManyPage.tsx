import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'

import { CancelDialog } from '#web/admin/cancellations/CancelDialog.tsx'
import { ChooseOrders } from '#web/admin/cancellations/ChooseOrders.tsx'
import { PreviewTable } from '#web/admin/cancellations/PreviewTable.tsx'
import { AdminPage } from '#web/admin/parts/AdminPage.tsx'
import { BackLink } from '#web/admin/parts/BackLink.tsx'
import { NotYourPage } from '#web/admin/parts/NotYourPage.tsx'
import { adminPaths } from '#web/admin/paths.ts'
import { useMay } from '#web/admin/staff.ts'
import {
  type CancellationPreview,
  cancellationsQuery,
  usePreviewCancellation,
} from '#web/api/admin-cancellations.ts'
import { shopQuery } from '#web/api/shop.ts'
import { formatMoment, formatMoney, plural } from '#web/lib/format.ts'
import { Button } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'

const TITLE = 'Cancel many orders'

export function CancelManyPage() {
  return useMay('moveMoney') ? <CancelMany /> : <NotYourPage title={TITLE} />
}

function CancelMany() {
  const { data: shop } = useSuspenseQuery(shopQuery)
  const preview = usePreviewCancellation()
  const { data: found, submittedAt } = preview

  return (
    <AdminPage
      back={<BackLink to={adminPaths.orders()} label="Orders" />}
      title={TITLE}
      intro="After a wrong price, for instance: each order is cancelled with its refund, its units go back on the shelf, and its customer reads why."
    >
      <div className="flex max-w-160 flex-col gap-6">
        <ChooseOrders
          currency={shop.currency}
          busy={preview.isPending}
          error={preview.error}
          onChoose={(chosen) => preview.mutate(chosen)}
        />
        {found && <Preview key={submittedAt} found={found} />}
        <Earlier />
      </div>
    </AdminPage>
  )
}

function Preview({ found }: { readonly found: CancellationPreview }) {
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState(false)
  const navigate = useNavigate()
  const chosen = found.items.filter(({ id, whyNot }) => whyNot === null && !leftOut.has(id))
  const goesBackMinor = chosen.reduce((sum, { goesBack }) => sum + goesBack.minor, 0)
  const goesBack = formatMoney({ ...found.goesBack, minor: goesBackMinor })
  const toggle = (id: string) =>
    setLeftOut((known) => {
      const next = new Set(known)
      if (!next.delete(id)) next.add(id)
      return next
    })

  if (found.items.length === 0) {
    return (
      <EmptyState title="No such order" hint="Nothing that has not ended fits what you chose." />
    )
  }
  const orders = plural(chosen.length, 'order', 'orders')
  return (
    <section aria-labelledby="found" className="flex flex-col gap-4">
      <h2 id="found" className="text-xl">
        {orders} to cancel, {goesBack} goes back
      </h2>
      {found.hasMore && (
        <Notice>
          More orders fit than can be cancelled at once. These are the newest; find the rest when
          they are done.
        </Notice>
      )}
      <Button
        tone="danger"
        className="self-start"
        disabled={chosen.length === 0}
        onClick={() => setAsking(true)}
      >
        Cancel {orders}
      </Button>
      {chosen.length === 0 && <p className="text-sm text-muted">None of them is chosen.</p>}
      <PreviewTable orders={found.items} leftOut={leftOut} onToggle={toggle} />
      <CancelDialog
        orderIds={chosen.map(({ id }) => id)}
        goesBack={goesBack}
        open={asking}
        onClose={() => setAsking(false)}
        onBegun={({ id }) => void navigate(adminPaths.cancellation(id))}
      />
    </section>
  )
}

/** What was cancelled together before, and what is being cancelled now. */
function Earlier() {
  const { data: runs = [] } = useQuery(cancellationsQuery)
  if (runs.length === 0) return null

  return (
    <section aria-labelledby="earlier">
      <h2 id="earlier" className="mb-2 text-lg">
        Cancelled together before
      </h2>
      <ul className="divide-y divide-border">
        {runs.map(({ id, status, startedAt, startedBy, reason, counts }) => (
          <li key={id} className="py-2">
            <Link to={adminPaths.cancellation(id)} className="text-link underline">
              {formatMoment(startedAt)}
            </Link>{' '}
            by {startedBy}: {status === 'running' ? 'under way' : `${counts.cancelled} cancelled`}
            {counts.failed > 0 && `, ${counts.failed} to try again`}
            <span className="block text-sm wrap-anywhere text-muted">{reason}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
