import { useQuery } from '@tanstack/react-query'

import { useCart } from '#web/api/cart.ts'
import { shopQuery } from '#web/api/shop.ts'
import { paths } from '#web/lib/paths.ts'
import { CheckoutForm } from '#web/storefront/checkout/CheckoutForm.tsx'
import { TakingOrder } from '#web/storefront/checkout/TakingOrder.tsx'
import { useTaking } from '#web/storefront/checkout/use-taking.ts'
import { WaitingOrder } from '#web/storefront/order/WaitingOrder.tsx'
import { PageHead } from '#web/storefront/parts/PageHead.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Loading, Skeleton } from '#web/ui/Skeletons.tsx'

/** One page: who, how, where, pay. No account is asked for. */
export function CheckoutPage() {
  return (
    <div className="page py-8">
      <PageHead title="Checkout" />
      <h1 tabIndex={-1} className="text-3xl">
        Checkout
      </h1>
      <WaitingOrder />
      <Checkout />
    </div>
  )
}

function Checkout() {
  const { data: cart, error, refetch } = useCart()
  const { data: shop } = useQuery(shopQuery)
  const taking = useTaking()

  if (taking.isWaiting) return <TakingOrder />
  if (!cart && error) {
    return (
      <ErrorState
        title="We could not fetch your basket"
        hint={`${error.message} It is kept.`}
        onRetry={() => void refetch()}
      />
    )
  }
  if (!cart || !shop) return <CheckoutSkeleton />
  if (cart.unitCount > 0) {
    return <CheckoutForm cart={cart} homeCountry={shop.country} taking={taking} />
  }

  return (
    <EmptyState
      title="There is nothing to pay for"
      hint="Your basket is empty, or what was in it has sold out."
      action={<LinkButton to={paths.basket}>Look at the basket</LinkButton>}
    />
  )
}

function CheckoutSkeleton() {
  return (
    <div className="mt-6 grid grid-cols-1 gap-8 lg:grid-cols-[minmax(0,35rem)_24rem] lg:gap-16">
      <Loading what="checkout" />
      <div className="flex flex-col gap-5">
        {Array.from({ length: 5 }, (_, row) => (
          <div key={row} className="flex flex-col gap-2">
            <Skeleton className="h-5 w-32" />
            <Skeleton className="h-11 w-full" />
          </div>
        ))}
      </div>
      <Skeleton className="h-64 w-full rounded-lg" />
    </div>
  )
}
