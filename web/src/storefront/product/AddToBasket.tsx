import { useState } from 'react'
import { Link } from 'react-router'

import { type CartLineView, useAddToCart, useCart } from '#web/api/cart.ts'
import type { ProductView, VariantView } from '#web/api/discovery.ts'
import { plural } from '#web/lib/format.ts'
import { paths } from '#web/lib/paths.ts'
import { openBasket } from '#web/storefront/basket/drawer-state.ts'
import { Button } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { QuantityStepper } from '#web/ui/QuantityStepper.tsx'

interface AddToBasketProps {
  readonly product: ProductView
  readonly variant: VariantView
}

/** How many, and the button; on a phone it stays at the bottom of the screen. */
export function AddToBasket({ product, variant }: AddToBasketProps) {
  const add = useAddToCart()
  const { data: cart } = useCart()
  const [quantity, setQuantity] = useState(1)

  const inBasket = cart?.lines.find(({ sku }) => sku === variant.sku)?.quantity ?? 0
  const left = Math.max(variant.available - inBasket, 0)
  const wanted = Math.min(quantity, Math.max(left, 1))

  if (!variant.inStock) return <SoldOut product={product} />

  const addIt = () => {
    add.mutate(lineFor(product, variant, wanted), {
      onSuccess: () => {
        setQuantity(1)
        openBasket()
      },
    })
  }

  return (
    <div className="flex flex-col gap-3">
      {add.error && (
        <Notice tone="attention" role="alert">
          {add.error.message}
        </Notice>
      )}
      {inBasket > 0 && <InBasket count={inBasket} isAll={left === 0} />}
      <div className="add-bar">
        <QuantityStepper
          key={inBasket}
          label={product.title}
          value={wanted}
          max={Math.max(left, 1)}
          lowered={inBasket > 0 ? `Only ${left} more` : undefined}
          onChange={setQuantity}
        />
        <Button
          size="lg"
          className="min-w-0 flex-1 max-md:px-3"
          busy={add.isPending}
          disabled={left === 0}
          onClick={addIt}
        >
          {left === 0 ? 'All in your basket' : 'Add to basket'}
        </Button>
      </div>
    </div>
  )
}

function InBasket({ count, isAll }: { readonly count: number; readonly isAll: boolean }) {
  return (
    <p className="text-muted">
      {plural(count, 'is', 'are')} in your basket
      {isAll && ', and that is all we have'}.{' '}
      <Link to={paths.basket} className="text-link underline">
        See your basket
      </Link>
    </p>
  )
}

function SoldOut({ product: { category, inStock } }: { readonly product: ProductView }) {
  return (
    <div className="flex flex-col gap-2">
      <Button size="lg" wide disabled>
        Sold out
      </Button>
      <p className="text-muted">
        The last one has gone. {inStock && 'Another choice above is in stock. '}
        {category && (
          <Link to={paths.category(category.slug)} className="text-link underline">
            See what else there is in {category.name}
          </Link>
        )}
      </p>
    </div>
  )
}

/** The line as it will look, from what the page knows. */
function lineFor(product: ProductView, variant: VariantView, quantity: number): CartLineView {
  const { minor, currency } = variant.price
  return {
    sku: variant.sku,
    slug: product.slug,
    title: product.title,
    options: variant.options,
    image: product.images.find(({ id }) => id === variant.imageId) ?? product.images[0] ?? null,
    quantity,
    available: variant.available,
    unitPrice: variant.price,
    compareAt: variant.compareAt,
    total: { minor: minor * quantity, currency },
    notice: null,
  }
}
