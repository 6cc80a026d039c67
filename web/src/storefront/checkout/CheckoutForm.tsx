import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'

import { type CartView, cartQuery } from '#web/api/cart.ts'
import {
  changesIn,
  type DeliveryOption,
  deliveryOptionsQuery,
  useCheckOut,
  waitingOrdersIn,
} from '#web/api/checkout.ts'
import { ApiProblem } from '#web/api/client.ts'
import { shopQuery } from '#web/api/shop.ts'
import { formatMoney } from '#web/lib/format.ts'
import { useSalesPause } from '#web/storefront/parts/SalesPause.tsx'
import { Button } from '#web/ui/Button.tsx'

import { CheckoutSummary } from './CheckoutSummary.tsx'
import { DeliveryChoice } from './DeliveryChoice.tsx'
import { requestFrom, useDraft } from './draft.ts'
import { FaultSummary } from './FaultSummary.tsx'
import { AddressFields, Contact } from './FormFields.tsx'
import { type Faults, faultsFrom, faultsIn, withFieldNames } from './faults.ts'
import { type Taking, useFollow } from './use-taking.ts'

interface CheckoutFormProps {
  readonly cart: CartView
  readonly homeCountry: string
  readonly taking: Taking
}

export function CheckoutForm({ cart, homeCountry, taking }: CheckoutFormProps) {
  const [kept, change] = useDraft()
  const draft = { ...kept, country: kept.country || homeCountry }
  const { data: options } = useQuery(deliveryOptionsQuery(draft.country, cart.freeDelivery))
  const delivery = options?.find(({ method }) => method === draft.method) ?? options?.[0]
  const needsAddress = delivery?.kind !== 'collection'

  const { send, busy, error } = useSending(cart.version, taking)
  const paused = useSalesPause()
  const [tries, setTries] = useState(0)
  const [unfilled, setUnfilled] = useState<Faults>({})
  const faults = { ...unfilled, ...(error instanceof ApiProblem && faultsFrom(error.errors)) }
  const total = totalOf(cart, delivery)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = faultsIn(draft, needsAddress)
    setUnfilled(found)
    setTries(tries + 1)
    if (delivery && Object.keys(found).length === 0) {
      // What the button says is what may be charged; anything else the shop refuses.
      send({ ...requestFrom(draft, delivery.method, needsAddress), expectedTotal: total })
    }
  }

  const parts = { draft, faults, change }
  return (
    <div className="mt-6 grid grid-cols-1 items-start gap-8 lg:grid-cols-[minmax(0,35rem)_24rem] lg:gap-16">
      <div className="lg:order-last">
        <CheckoutSummary cart={cart} delivery={delivery} total={total} />
      </div>
      <form noValidate onSubmit={submit} className="flex max-w-140 flex-col gap-10">
        <Refusal key={tries} error={error} unfilled={unfilled} />
        <Contact {...parts} />
        <DeliveryChoice
          options={options}
          chosen={delivery?.method}
          error={faults.method}
          onChoose={(method) => change('method', method)}
        />
        {needsAddress && <AddressFields {...parts} />}
        <PayButton total={total} busy={busy} disabled={!delivery} paused={paused} />
      </form>
    </div>
  )
}

const WHY_NOT = 'why-not'

interface PayButtonProps {
  readonly total: CartView['total']
  readonly busy: boolean
  readonly disabled: boolean
  /** Why nothing can be ordered now. */
  readonly paused: string | null
}

function PayButton({ total, busy, disabled, paused }: PayButtonProps) {
  const free = total.minor === 0

  if (paused !== null) {
    return (
      <div>
        <Button type="submit" size="lg" wide disabled aria-describedby={WHY_NOT}>
          Pay {formatMoney(total)}
        </Button>
        <p id={WHY_NOT} className="mt-2">
          <span className="font-semibold wrap-anywhere">{paused}</span> Your basket and what you
          typed are kept. A payment that you have begun already can be finished.
        </p>
      </div>
    )
  }

  return (
    <div>
      <Button type="submit" size="lg" wide busy={busy} disabled={disabled}>
        {free ? 'Place order' : `Pay ${formatMoney(total)}`}
      </Button>
      <p className="mt-2 text-sm text-muted">
        {free
          ? 'There is nothing to pay.'
          : 'You pay on Stripe’s own page and come straight back. The things are held for you meanwhile.'}
      </p>
    </div>
  )
}

function totalOf(cart: CartView, delivery: DeliveryOption | undefined): CartView['total'] {
  return { ...cart.total, minor: cart.total.minor + (delivery?.price.minor ?? 0) }
}

/** Sends the order and goes where it leads: to pay, to the order itself when there is nothing to pay, or in line. */
function useSending(version: number, taking: Taking) {
  const checkOut = useCheckOut(version)
  const queryClient = useQueryClient()
  const follow = useFollow()

  // The browser's way back may bring this very page, as it was left: waiting.
  const { reset } = checkOut
  useEffect(() => {
    const onShow = ({ persisted }: PageTransitionEvent) => persisted && reset()
    addEventListener('pageshow', onShow)
    return () => removeEventListener('pageshow', onShow)
  }, [reset])

  return {
    send: (body: Parameters<typeof checkOut.mutate>[0]) => {
      taking.waitAt(null)
      checkOut.mutate(body, {
        onSuccess: (reply) => ('order' in reply ? follow(reply) : taking.waitAt(reply.statusUrl)),
        // Whatever was refused, the basket and the shop are shown as they are now.
        onError: () => {
          void queryClient.invalidateQueries({ queryKey: cartQuery.queryKey })
          void queryClient.invalidateQueries({ queryKey: shopQuery.queryKey })
        },
      })
    },
    // Until the payment page is there the button stays as it is.
    busy: checkOut.isPending || checkOut.isSuccess,
    error: checkOut.error ?? taking.error,
  }
}

interface RefusalProps {
  readonly error: Error | null
  readonly unfilled: Faults
}

const CHECK_FIELDS = 'Please check these fields'

function Refusal({ error, unfilled }: RefusalProps) {
  if (Object.keys(unfilled).length > 0) {
    return <FaultSummary title={CHECK_FIELDS} faults={unfilled} changes={[]} />
  }
  if (!error) return null

  const changes = changesIn(error)
  if (changes.length > 0) {
    return (
      <FaultSummary
        title="The basket changed meanwhile"
        detail="Nothing was paid, and what you typed is kept. Look at the new total and pay again."
        faults={{}}
        changes={changes}
      />
    )
  }
  const faults = error instanceof ApiProblem ? faultsFrom(error.errors) : {}
  if (Object.keys(faults).length > 0) {
    return (
      <FaultSummary
        title={CHECK_FIELDS}
        detail="Nothing was ordered; your basket and what you typed are kept."
        faults={withFieldNames(faults)}
        changes={[]}
      />
    )
  }
  if (error instanceof ApiProblem && error.code === 'too-many-unpaid') {
    return (
      <FaultSummary
        title="Too much is waiting to be paid"
        detail={error.message}
        faults={{}}
        changes={[]}
        orders={waitingOrdersIn(error)}
      />
    )
  }
  if (error instanceof ApiProblem && error.code === 'sales-paused') {
    return (
      <FaultSummary
        title="We take no orders at the moment"
        detail={error.message}
        faults={{}}
        changes={[]}
      />
    )
  }
  return (
    <FaultSummary
      title="That did not go through"
      detail={`${error.message} Nothing was paid; your basket and what you typed are kept.`}
      faults={{}}
      changes={[]}
    />
  )
}
