import { type FormEvent, useState } from 'react'

import { ApiProblem } from '#web/api/client.ts'
import { useOrderLookup } from '#web/api/orders.ts'
import { textIn } from '#web/lib/forms.ts'
import { PageHead } from '#web/storefront/parts/PageHead.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { TextField } from '#web/ui/TextField.tsx'

/** A guest's way back to an order: we mail the link, and tell nobody whether there is such an order. */
export function OrderLookupPage() {
  const lookup = useOrderLookup()
  const [missing, setMissing] = useState<{ number?: string; email?: string }>({})
  const faultAt = (field: string) =>
    lookup.error instanceof ApiProblem
      ? lookup.error.errors.find(({ pointer }) => pointer === `#/body/${field}`)?.detail
      : undefined

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = new FormData(event.currentTarget)
    const number = textIn(typed, 'number').replace(/\D/g, '')
    const email = textIn(typed, 'email')

    const faults = {
      ...(number === '' && { number: 'Enter the order number. It is in the confirmation mail.' }),
      ...(email === '' && { email: 'Enter the e-mail address you ordered with.' }),
    }
    setMissing(faults)
    if (Object.keys(faults).length === 0) lookup.mutate({ number, email })
  }

  const unplaced = lookup.error && !faultAt('number') && !faultAt('email')
  return (
    <>
      <PageHead title="Find an order" />
      <PageFrame
        title="Find an order"
        intro="We send the link to its page to the e-mail address it was ordered with."
      >
        <form noValidate onSubmit={submit} className="flex max-w-100 flex-col gap-4">
          {unplaced && (
            <Notice tone="attention" role="alert">
              {lookup.error?.message}
            </Notice>
          )}
          <TextField
            label="Order number"
            name="number"
            inputMode="numeric"
            autoComplete="off"
            help="Four digits or more, in the confirmation mail."
            error={missing.number ?? faultAt('number')}
          />
          <TextField
            label="E-mail"
            name="email"
            type="email"
            autoComplete="email"
            error={missing.email ?? faultAt('email')}
          />
          <Button type="submit" busy={lookup.isPending}>
            Send me the link
          </Button>
          <output>{lookup.data && <Notice>{lookup.data.detail}</Notice>}</output>
        </form>
      </PageFrame>
    </>
  )
}
