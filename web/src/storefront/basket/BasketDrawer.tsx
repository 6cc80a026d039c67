import { type CartView, useCart } from '#web/api/cart.ts'
import { plural } from '#web/lib/format.ts'
import { paths } from '#web/lib/paths.ts'
import { useBasketLife } from '#web/storefront/parts/use-basket-life.ts'
import { Button, LinkButton } from '#web/ui/Button.tsx'
import { Drawer } from '#web/ui/Drawer.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { LinesSkeleton } from '#web/ui/Skeletons.tsx'

import { BasketLines } from './BasketLines.tsx'
import { BasketTotals } from './BasketTotals.tsx'
import { Coupons } from './Coupons.tsx'
import { closeBasket } from './drawer-state.ts'
import { Gifts } from './Gifts.tsx'

/** The basket beside the page one is on. */
export function BasketDrawer({ open }: { readonly open: boolean }) {
  const { data: cart } = useCart()
  const filled = cart !== undefined && cart.lines.length > 0

  return (
    <Drawer
      title={filled ? `Your basket, ${plural(cart.unitCount, 'thing', 'things')}` : 'Your basket'}
      open={open}
      onClose={closeBasket}
      footer={filled && <WayOn cart={cart} />}
    >
      {!cart && <LinesSkeleton />}
      {cart && !filled && <NothingInIt />}
      {filled && (
        <>
          <BasketLines lines={cart.lines} />
          <Gifts cart={cart} />
          <div className="border-t border-border pt-3">
            <Coupons cart={cart} />
          </div>
        </>
      )}
    </Drawer>
  )
}

function NothingInIt() {
  return (
    <EmptyState
      title="Nothing in it yet"
      hint={`What you add stays here, on this device, ${useBasketLife()}.`}
      action={
        <LinkButton to={paths.search()} tone="secondary">
          See everything we have
        </LinkButton>
      }
    />
  )
}

function WayOn({ cart }: { readonly cart: CartView }) {
  return (
    <div className="flex flex-col gap-3">
      <BasketTotals cart={cart} />
      <LinkButton to={paths.checkout} size="lg" wide>
        Go to checkout
      </LinkButton>
      <div className="flex gap-3">
        <LinkButton to={paths.basket} tone="secondary" wide>
          See basket
        </LinkButton>
        <Button tone="quiet" wide onClick={closeBasket}>
          Keep looking
        </Button>
      </div>
    </div>
  )
}
