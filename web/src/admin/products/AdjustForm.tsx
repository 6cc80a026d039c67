import { type FormEvent, useState } from 'react'

import { inWords } from '#web/admin/parts/problem-words.ts'
import { type Adjustment, type AdminVariantView, useAdjustStock } from '#web/api/admin-products.ts'
import { textIn } from '#web/lib/forms.ts'
import { Button } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Select } from '#web/ui/Select.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { toast } from '#web/ui/toasts.ts'

import { isReason, REASONS, signed } from './stock-words.ts'

const CHOICES = Object.entries(REASONS).map(([value, { label }]) => ({ value, label }))

/** A change of the units on hand: why, how many, and what comes out of it before it is done. */
export function AdjustForm({ variant }: { readonly variant: AdminVariantView }) {
  const adjust = useAdjustStock(variant.sku)
  const [reason, setReason] = useState<Adjustment['reason']>('received')
  const [typed, setTyped] = useState('')
  const [fault, setFault] = useState<string | undefined>(undefined)
  const delta = deltaOf(typed, reason, variant.onHand)

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // Inside the page's form only to React: its own submission is not the product's.
    event.stopPropagation()
    const form = event.currentTarget
    const wrong = faultOf(typed, delta)
    setFault(wrong)
    if (wrong !== undefined || delta === undefined || adjust.isPending) return

    const note = textIn(new FormData(form), 'note')
    adjust.mutate(
      { delta, reason, ...(note !== '' && { note }) },
      {
        onSuccess: ({ onHand }) => {
          toast(`${variant.sku}: ${onHand} on hand now.`)
          setTyped('')
          form.reset()
        },
      },
    )
  }

  return (
    <form noValidate onSubmit={submit} className="mt-5 flex flex-col gap-4">
      <Select
        label="What happened?"
        choices={CHOICES}
        value={reason}
        onChange={({ target: { value } }) => isReason(value) && setReason(value)}
      />
      <TextField
        label={REASONS[reason].asks}
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        error={fault}
        onChange={({ target: { value } }) => {
          setTyped(value)
          setFault(undefined)
        }}
      />
      <TextField label="Note" name="note" optional autoComplete="off" maxLength={500} />
      <Outcome onHand={variant.onHand} delta={delta} />
      {adjust.error && (
        <Notice tone="attention" role="alert">
          {inWords(adjust.error)}
        </Notice>
      )}
      <Button type="submit" busy={adjust.isPending}>
        Adjust the stock
      </Button>
    </form>
  )
}

/** What there will be, before it is done. */
function Outcome({
  onHand,
  delta = 0,
}: {
  readonly onHand: number
  readonly delta?: number | undefined
}) {
  return (
    <p aria-live="polite" className="text-muted tabular-nums">
      On hand: {onHand}
      {delta !== 0 && ` → ${onHand + delta} (${signed(delta)})`}
    </p>
  )
}

function deltaOf(typed: string, reason: Adjustment['reason'], onHand: number): number | undefined {
  const text = typed.trim()
  return /^\d{1,6}$/.test(text) ? REASONS[reason].delta(Number(text), onHand) : undefined
}

function faultOf(typed: string, delta: number | undefined): string | undefined {
  if (typed.trim() === '') return 'Enter how many.'
  if (delta === undefined) return 'Enter a whole number, without a sign.'
  return delta === 0 ? 'That changes nothing.' : undefined
}
