import { type FormEvent, useId, useState } from 'react'

import { inWords } from '#web/admin/parts/problem-words.ts'
import { TextArea } from '#web/admin/parts/TextArea.tsx'
import { currencySign } from '#web/admin/products/amount.ts'
import { type AdminOrderView, useRefundOrder } from '#web/api/admin-orders.ts'
import { formatMoney } from '#web/lib/format.ts'
import { textIn } from '#web/lib/forms.ts'
import { Button } from '#web/ui/Button.tsx'
import { Checkbox } from '#web/ui/Checkbox.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { QuantityStepper } from '#web/ui/QuantityStepper.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { toast } from '#web/ui/toasts.ts'

import {
  NOTHING_CHOSEN,
  type RefundDraft,
  type RefundLine,
  refundLines,
  requestOf,
  sumOf,
  worthOf,
} from './refund-draft.ts'

interface RefundDialogProps {
  readonly order: AdminOrderView
  readonly onClose: () => void
}

/** Asks what goes back: units by line, the delivery, another sum, or all that is left. */
export function RefundDialog({ order, onClose }: RefundDialogProps) {
  const formId = useId()
  // One request however often the button is pressed.
  const [key] = useState(() => crypto.randomUUID())
  const [draft, setDraft] = useState(NOTHING_CHOSEN)
  const refund = useRefundOrder(order.id, key)
  const { amount, why, otherFault } = sumOf(order, draft)
  const sum = formatMoney(amount)

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (refund.isPending || why !== null) return
    const form = new FormData(event.currentTarget)
    const about = { reason: textIn(form, 'reason'), tellReason: form.has('tell') }
    refund.mutate(
      { ...requestOf(order, draft), ...about },
      {
        onSuccess: () => {
          onClose()
          toast(`${sum} is on its way back to ${order.name}.`)
        },
      },
    )
  }

  return (
    <Dialog
      title={`Refund order ${order.number}`}
      open
      onClose={onClose}
      size="lg"
      footer={
        <Footer
          formId={formId}
          action={amount.minor > 0 ? `Refund ${sum}` : 'Refund'}
          sum={`${sum} of ${formatMoney(order.refundable.amount)} goes back to the card.`}
          why={why}
          busy={refund.isPending}
          onClose={onClose}
        />
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <Choice order={order} draft={draft} otherFault={otherFault} onChange={setDraft} />
        {refund.error && (
          <Notice tone="attention" role="alert">
            {inWords(refund.error)}
          </Notice>
        )}
        <TextArea label="Reason" name="reason" optional rows={2} maxLength={500} />
        <Checkbox
          name="tell"
          label="The customer may read the reason, in the mail and on the credit note"
        />
      </form>
    </Dialog>
  )
}

interface FooterProps {
  readonly formId: string
  readonly action: string
  readonly sum: string
  readonly why: string | null
  readonly busy: boolean
  readonly onClose: () => void
}

function Footer({ formId, action, sum, why, busy, onClose }: FooterProps) {
  return (
    <>
      <p className="w-full" aria-live="polite">
        <strong className="tabular-nums">{sum}</strong>{' '}
        <span className="block text-sm text-muted">
          {why ?? 'Money that went back cannot be fetched again.'}
        </span>
      </p>
      <Button tone="secondary" onClick={onClose}>
        Leave it as it is
      </Button>
      <Button tone="danger" type="submit" form={formId} busy={busy} disabled={why !== null}>
        {action}
      </Button>
    </>
  )
}

interface ChoiceProps {
  readonly order: AdminOrderView
  readonly draft: RefundDraft
  readonly otherFault: string | undefined
  readonly onChange: (draft: RefundDraft) => void
}

function Choice({ order, draft, otherFault, onChange }: ChoiceProps) {
  const { amount, delivery } = order.refundable
  return (
    <>
      <Checkbox
        checked={draft.everything}
        onChange={({ target }) => onChange({ ...draft, everything: target.checked })}
        label={
          <>
            Everything that is left
            <span className="block text-sm text-muted">
              Nothing is put back on the shelf; to do that, choose the units.
            </span>
          </>
        }
        aside={formatMoney(amount)}
      />
      {!draft.everything && (
        <>
          <ul className="divide-y divide-border border-y border-border">
            {refundLines(order).map((line) => (
              <Line key={line.id} line={line} draft={draft} onChange={onChange} />
            ))}
          </ul>
          {isPackedOnly(order) && (
            <p className="text-sm text-muted">
              The order is packed already: take out of the parcel what you refund.
            </p>
          )}
          {delivery.minor > 0 && (
            <Checkbox
              checked={draft.delivery}
              onChange={({ target }) => onChange({ ...draft, delivery: target.checked })}
              label={`${order.delivery.label} as well`}
              aside={formatMoney(delivery)}
            />
          )}
          <TextField
            label={`Another sum (${currencySign(amount.currency)})`}
            help="For the order as a whole, such as for a late delivery."
            optional
            inputMode="decimal"
            autoComplete="off"
            value={draft.other}
            error={otherFault}
            onChange={({ target }) => onChange({ ...draft, other: target.value })}
          />
        </>
      )}
    </>
  )
}

/** Packed, and still here. */
const isPackedOnly = ({ fulfilments }: AdminOrderView): boolean =>
  fulfilments.some(({ status }) => status === 'packed' || status === 'ready')

interface LineProps {
  readonly line: RefundLine
  readonly draft: RefundDraft
  readonly onChange: (draft: RefundDraft) => void
}

function Line({ line, draft, onChange }: LineProps) {
  const { id, title, options, left, restockable, total } = line
  const units = draft.units[id] ?? 0
  const canRestock = units > 0 && units <= restockable

  return (
    <li className="flex flex-col gap-1 py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <p className="min-w-40 flex-1 break-words">
          <span className="font-semibold">{title}</span>
          {options !== '' && <span className="block text-sm">{options}</span>}
          <span className="block text-sm text-muted">{left} can go back</span>
        </p>
        <div className="flex w-full items-center justify-between gap-4 sm:w-auto">
          <QuantityStepper
            label={title}
            value={units}
            min={0}
            max={left}
            lowered={`Only ${left} can go back`}
            onChange={(quantity) =>
              onChange({ ...draft, units: { ...draft.units, [id]: quantity } })
            }
          />
          <span className="w-20 text-end font-semibold tabular-nums">
            {formatMoney({ ...total, minor: worthOf(line, units) })}
          </span>
        </div>
      </div>
      {units > 0 && (
        <Checkbox
          checked={canRestock && draft.restock[id] === true}
          disabled={!canRestock}
          onChange={({ target }) =>
            onChange({ ...draft, restock: { ...draft.restock, [id]: target.checked } })
          }
          label={
            canRestock
              ? 'Put back on the shelf, to be sold again'
              : `Only ${restockable} can be put back on the shelf`
          }
        />
      )}
    </li>
  )
}
