import type { FormEvent } from 'react'

import { inWords } from '#web/admin/parts/problem-words.ts'
import { parseAmount } from '#web/admin/products/amount.ts'
import type { ChosenOrders } from '#web/api/admin-cancellations.ts'
import { textIn } from '#web/lib/forms.ts'
import { Button } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { TextField } from '#web/ui/TextField.tsx'

interface ChooseOrdersProps {
  readonly currency: string
  readonly busy: boolean
  readonly error: Error | null
  readonly onChoose: (chosen: ChosenOrders) => void
}

/** Which orders are meant: by what was bought, at which price, and when. */
export function ChooseOrders({ currency, busy, error, onChoose }: ChooseOrdersProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!busy) onChoose(chosenIn(new FormData(event.currentTarget), currency))
  }

  return (
    <Card>
      <h2 className="mb-4 text-lg">Which orders?</h2>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField label="SKU" name="sku" optional maxLength={64} autoComplete="off" />
          <TextField
            label="Unit price"
            name="price"
            optional
            inputMode="decimal"
            autoComplete="off"
          />
          <TextField label="Ordered from" name="from" type="datetime-local" optional />
          <TextField label="Ordered before" name="to" type="datetime-local" optional />
        </div>
        {error && (
          <Notice tone="attention" role="alert">
            {inWords(error)}
          </Notice>
        )}
        <Button type="submit" tone="secondary" busy={busy} className="self-start">
          Find these orders
        </Button>
      </form>
    </Card>
  )
}

function chosenIn(form: FormData, currency: string): ChosenOrders {
  const [sku, price, from, to] = ['sku', 'price', 'from', 'to'].map((name) => textIn(form, name))
  const minor = price ? parseAmount(price, currency).minor : undefined
  return {
    ...(sku && { sku }),
    ...(minor !== undefined && { unitPriceMinor: minor }),
    ...(from && { from: new Date(from).toISOString() }),
    ...(to && { to: new Date(to).toISOString() }),
  }
}
