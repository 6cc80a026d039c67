import { type CartView, useCart } from '#web/api/cart.ts'
import { plural } from '#web/lib/format.ts'
import { paths } from '#web/lib/paths.ts'
import { BasketLines } from '#web/storefront/basket/BasketLines.tsx'
import { BasketTotals } from '#web/storefront/basket/BasketTotals.tsx'
import { Coupons } from '#web/storefront/basket/Coupons.tsx'
import { Gifts } from '#web/storefront/basket/Gifts.tsx'
import { WaitingOrder } from '#web/storefront/order/WaitingOrder.tsx'
import { PageHead } from '#web/storefront/parts/PageHead.tsx'
import { useBasketLife } from '#web/storefront/parts/use-basket-life.ts'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { LinesSkeleton, Loading } from '#web/ui/Skeletons.tsx'

export function BasketPage() {
  const { data: cart, isPending, error, refetch } = useCart()

  return (
    <div className="page py-8">
      <PageHead title="Basket" />
      <h1 tabIndex={-1} className="text-3xl">
        Your basket
      </h1>
      {error && <Stale reason={error.message} retry={() => void refetch()} />}
      <WaitingOrder />
      {isPending && <BasketSkeleton />}
      {cart && <Basket cart={cart} />}
    </div>
  )
}

function Basket({ cart }: { readonly cart: CartView }) {
  const { lines, unitCount } = cart
  if (lines.length === 0) return <NothingInIt />

  return (
    <>
      <output className="text-muted">{plural(unitCount, 'thing', 'things')}</output>
      <div className="mt-4 grid grid-cols-1 items-start gap-8 lg:grid-cols-3">
        <div className="lg:col-span-2">
          <BasketLines lines={lines} />
          <Gifts cart={cart} />
        </div>
        <Card className="flex flex-col gap-4 lg:sticky lg:top-4">
          <BasketTotals cart={cart} />
          <Coupons cart={cart} />
          {unitCount === 0 ? (
            <p className="text-muted">
              Everything in it is sold out, so there is nothing to pay for.
            </p>
          ) : (
            <LinkButton to={paths.checkout} size="lg" wide>
              Go to checkout
            </LinkButton>
          )}
        </Card>
      </div>
    </>
  )
}

function BasketSkeleton() {
  return (
    <>
      <Loading what="your basket" />
      <LinesSkeleton />
    </>
  )
}

function Stale({ reason, retry }: { readonly reason: string; readonly retry: () => void }) {
  return (
    <div className="my-4">
      <Notice tone="attention" role="alert">
        <p>{reason} What you see is as we last knew it, and it is kept.</p>
        <Button tone="secondary" size="sm" className="mt-2" onClick={retry}>
          Try again
        </Button>
      </Notice>
    </div>
  )
}

function NothingInIt() {
  return (
    <EmptyState
      title="Nothing in it yet"
      hint={`Have a look at what is reduced. What you add stays here, on this device, ${useBasketLife()}.`}
      action={
        <div className="flex flex-wrap gap-3">
          <LinkButton to={paths.search({ onSale: 'true', sort: '-discount' })}>
            See what is reduced
          </LinkButton>
          <LinkButton to={paths.search()} tone="secondary">
            See everything we have
          </LinkButton>
        </div>
      }
    />
  )
}
