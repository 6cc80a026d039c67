import { Trash2 } from 'lucide-react'
import { Link } from 'react-router'

import { type CartLineView, useAddToCart, useRemoveLine, useSetQuantity } from '#web/api/cart.ts'
import { formatMoney } from '#web/lib/format.ts'
import { paths } from '#web/lib/paths.ts'
import { Button } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Was } from '#web/ui/Price.tsx'
import { ProductPicture } from '#web/ui/ProductPicture.tsx'
import { QuantityStepper } from '#web/ui/QuantityStepper.tsx'
import { toast } from '#web/ui/toasts.ts'

/** What is in the basket, each line with its quantity to change and what happened to it meanwhile. */
export function BasketLines({ lines }: { readonly lines: readonly CartLineView[] }) {
  return (
    <ul className="divide-y divide-border">
      {lines.map((line) => (
        <BasketLine key={line.sku} line={line} />
      ))}
    </ul>
  )
}

const complain = (error: Error) => toast(error.message, { tone: 'problem' })

function BasketLine({ line }: { readonly line: CartLineView }) {
  const setQuantity = useSetQuantity()
  const removeLine = useRemoveLine()
  const putBack = useAddToCart()
  const { sku, slug, title, options, image, quantity, available, notice } = line

  const change = (next: number) => {
    setQuantity.mutate({ sku, quantity: next }, { onError: complain })
  }
  const remove = () => {
    removeLine.mutate(line, { onError: complain })
    const action = { label: 'Put it back', run: () => putBack.mutate(line, { onError: complain }) }
    toast(`Taken out: ${title}.`, quantity > 0 ? { action } : {})
  }

  return (
    <li className="flex gap-3 py-4 sm:gap-4">
      <ProductPicture
        picture={image}
        sizes="4rem"
        decorative
        className="w-16 shrink-0 self-start rounded-lg"
      />
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <div className="flex items-start gap-2">
          <div className="min-w-0 flex-1">
            <Link
              to={paths.product(slug, sku)}
              className="font-medium wrap-anywhere hover:underline"
            >
              {title}
            </Link>
            {options.length > 0 && (
              <p className="text-sm text-muted">{options.map(({ value }) => value).join(', ')}</p>
            )}
          </div>
          <Button
            tone="quiet"
            iconOnly
            aria-label={`Take out ${title}`}
            className="-my-2 -me-2"
            onClick={remove}
          >
            <Trash2 aria-hidden="true" />
          </Button>
        </div>
        {notice && <Notice tone="attention">{notice.detail}</Notice>}
        <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
          {quantity > 0 ? (
            <QuantityStepper label={title} value={quantity} max={available} onChange={change} />
          ) : (
            <span className="font-medium">Sold out</span>
          )}
          <LinePrice line={line} />
        </div>
      </div>
    </li>
  )
}

function LinePrice({ line }: { readonly line: CartLineView }) {
  const { quantity, total, unitPrice, compareAt } = line
  const isReduced = quantity > 0 && compareAt !== null && compareAt.minor > unitPrice.minor

  return (
    <div className="ms-auto text-end tabular-nums">
      <p className="flex flex-wrap items-baseline justify-end gap-x-2">
        {isReduced && <Was was={{ ...compareAt, minor: compareAt.minor * quantity }} />}
        <span className="text-lg font-bold">{formatMoney(total)}</span>
      </p>
      {quantity > 1 && <p className="text-sm text-muted">{formatMoney(unitPrice)} each</p>}
    </div>
  )
}
