import type { ReactNode } from 'react'

import type { AdminOrderView, FulfilmentView } from '#web/api/admin-orders.ts'
import { formatDays, formatMoment, formatMoney } from '#web/lib/format.ts'
import { Card } from '#web/ui/Card.tsx'
import { StatusBadge } from '#web/ui/StatusBadge.tsx'

import { declineInWords, standingDecline } from './decline-words.ts'
import { attemptStanding, disputeStanding, refundStanding } from './standing.ts'

interface OrderProps {
  readonly order: AdminOrderView
}

function Fact({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Card>
      <h2 className="mb-2 text-lg">{title}</h2>
      {children}
    </Card>
  )
}

export function Customer({ order: { name, email, phone } }: OrderProps) {
  return (
    <Fact title="Customer">
      <p className="font-semibold break-words">{name}</p>
      <p>
        <a href={`mailto:${email}`} className="text-link break-all underline">
          {email}
        </a>
      </p>
      {phone !== null && (
        <p>
          <a href={`tel:${phone.replaceAll(' ', '')}`} className="text-link underline">
            {phone}
          </a>
        </p>
      )}
    </Fact>
  )
}

export function Delivery({ order: { delivery, fulfilments } }: OrderProps) {
  return (
    <Fact title={delivery.kind === 'delivery' ? 'Delivery' : 'Collection'}>
      <p>{delivery.label}</p>
      <p className="text-muted">Promised for {formatDays(delivery.arrives)}</p>
      {delivery.address && (
        <address className="mt-2 not-italic">
          {addressLines(delivery.address).map((line) => (
            <span key={line} className="block break-words">
              {line}
            </span>
          ))}
        </address>
      )}
      {fulfilments.map((parcel) => (
        <Parcel key={parcel.id} parcel={parcel} />
      ))}
    </Fact>
  )
}

const countryNames = new Intl.DisplayNames('en-GB', { type: 'region' })

/** The address as it stands on the parcel. */
export function addressLines(
  address: NonNullable<AdminOrderView['delivery']['address']>,
): readonly string[] {
  const { line1, line2, city, region, postalCode, country } = address
  const lines = [line1, line2, city, region, postalCode, countryNames.of(country) ?? country]
  return lines.filter((line) => line !== null)
}

function Parcel({ parcel }: { readonly parcel: FulfilmentView }) {
  const { carrier, trackingNumber, trackingUrl } = parcel
  const tracking = [carrier, trackingNumber].filter((part) => part !== null).join(', ')

  return (
    <div className="mt-3 border-t border-border pt-3">
      <p>{parcelInWords(parcel)}</p>
      {tracking !== '' && <p className="text-sm break-words text-muted">{tracking}</p>}
      {trackingUrl !== null && (
        <p>
          <a href={trackingUrl} target="_blank" rel="noreferrer" className="text-link underline">
            Follow the parcel
          </a>
        </p>
      )}
    </div>
  )
}

function parcelInWords({ kind, status, packedAt, sentAt, collectedAt }: FulfilmentView): string {
  if (collectedAt !== null) return `Collected ${formatMoment(collectedAt)}`
  if (status === 'ready') return `Packed ${formatMoment(packedAt)}, ready to collect`
  if (sentAt !== null && kind === 'delivery') return `Sent ${formatMoment(sentAt)}`
  return `Packed ${formatMoment(packedAt)}`
}

export function Payments({ order: { payments, refunds, disputes } }: OrderProps) {
  return (
    <Fact title="Money">
      {payments.length === 0 && <p className="text-muted">Nothing was to be paid.</p>}
      <ul className="flex flex-col gap-3">
        {payments.map((payment) => (
          <Attempt key={payment.attempt} payment={payment} />
        ))}
        {refunds.map((refund) => (
          <Refund key={refund.id} refund={refund} />
        ))}
        {disputes.map((dispute) => (
          <Dispute key={dispute.id} dispute={dispute} />
        ))}
      </ul>
    </Fact>
  )
}

interface EntryProps {
  readonly title: string
  readonly standing: {
    readonly tone: Parameters<typeof StatusBadge>[0]['tone']
    readonly word: string
  }
  readonly at: string
  readonly children?: ReactNode
}

function Entry({ title, standing, at, children }: EntryProps) {
  return (
    <li>
      <p className="flex flex-wrap items-center justify-between gap-x-3">
        <span className="font-semibold tabular-nums">{title}</span>
        <StatusBadge tone={standing.tone}>{standing.word}</StatusBadge>
      </p>
      <p className="text-sm text-muted">{formatMoment(at)}</p>
      {children}
    </li>
  )
}

function Attempt({ payment }: { readonly payment: AdminOrderView['payments'][number] }) {
  const { attempt, status, amount, declines, stripePaymentIntentId, createdAt } = payment
  const decline = standingDecline(payment)

  return (
    <Entry
      title={`${attempt === 1 ? 'Payment' : `Payment, try ${attempt}`} ${formatMoney(amount)}`}
      standing={attemptStanding(status)}
      at={createdAt}
    >
      {declines.length === 0 && decline !== null && <p className="text-sm">{decline}</p>}
      {declines.map(({ code, at }) => (
        <p key={`${at} ${code}`} className="text-sm">
          {formatMoment(at)}: {declineInWords(code)}
        </p>
      ))}
      {stripePaymentIntentId !== null && (
        <p className="text-sm break-all text-muted">At Stripe: {stripePaymentIntentId}</p>
      )}
    </Entry>
  )
}

function Refund({ refund }: { readonly refund: AdminOrderView['refunds'][number] }) {
  const { amount, status, lines, delivery, reason, isReasonTold, failure, createdAt } = refund

  return (
    <Entry
      title={`Refund −${formatMoney(amount)}`}
      standing={refundStanding(status)}
      at={createdAt}
    >
      {lines.map(({ lineId, quantity, title, amount: worth }) => (
        <p key={lineId} className="text-sm break-words">
          {quantity} × {title}, {formatMoney(worth)}
        </p>
      ))}
      {delivery.minor > 0 && <p className="text-sm">Delivery, {formatMoney(delivery)}</p>}
      {reason !== '' && (
        <p className="text-sm break-words">
          {reason} <span className="text-muted">({isReasonTold ? 'told' : 'for us'})</span>
        </p>
      )}
      {failure !== null && (
        <p className="text-sm break-words">
          It did not go through, and can be tried again. {failure}
        </p>
      )}
    </Entry>
  )
}

function Dispute({ dispute }: { readonly dispute: AdminOrderView['disputes'][number] }) {
  const { amount, status, reason, isInquiry, withdrawn, dueBy, createdAt } = dispute
  const isOpen = status === 'needs_response'

  return (
    <Entry
      title={`${isInquiry ? 'Question from the bank' : 'Dispute'} ${formatMoney(amount)}`}
      standing={disputeStanding(status)}
      at={createdAt}
    >
      <p className="text-sm">The customer says: {reason.replaceAll('_', ' ')}.</p>
      {withdrawn.minor > 0 && (
        <p className="text-sm">Taken from the balance: {formatMoney(withdrawn)}.</p>
      )}
      {isOpen && dueBy !== null && (
        <p className="text-sm">Answer in the Stripe dashboard by {formatMoment(dueBy)}.</p>
      )}
    </Entry>
  )
}
