import { Link } from 'react-router'

import type { CartView } from '#web/api/cart.ts'
import { formatMoney } from '#web/lib/format.ts'
import { paths } from '#web/lib/paths.ts'
import { Was } from '#web/ui/Price.tsx'
import { ProductPicture } from '#web/ui/ProductPicture.tsx'

/** What comes with the basket for nothing, and what would have but has run out. */
export function Gifts({ cart: { gifts } }: { readonly cart: CartView }) {
  if (gifts.length === 0) return null

  return (
    <ul aria-label="Gifts" className="divide-y divide-border border-t border-border">
      {gifts.map((gift) => (
        <Gift key={`${gift.sku} ${gift.promotion}`} gift={gift} />
      ))}
    </ul>
  )
}

function Gift({ gift }: { readonly gift: CartView['gifts'][number] }) {
  const { sku, slug, title, image, worth, promotion, notice } = gift
  const isGone = notice !== null

  return (
    <li className="flex gap-3 py-4 sm:gap-4">
      <ProductPicture
        picture={image}
        sizes="4rem"
        decorative
        className={`w-16 shrink-0 self-start rounded-lg ${isGone ? 'opacity-60' : ''}`}
      />
      <div className="min-w-0 flex-1">
        {slug === null ? (
          <span className="font-medium wrap-anywhere">{title}</span>
        ) : (
          <Link to={paths.product(slug, sku)} className="font-medium wrap-anywhere hover:underline">
            {title}
          </Link>
        )}
        <p className="text-sm text-muted">{notice ?? promotion}</p>
        {!isGone && (
          <p className="flex flex-wrap items-baseline justify-end gap-x-2">
            {worth && <Was was={worth} />}
            <span className="text-lg font-bold">Free</span>
          </p>
        )}
      </div>
    </li>
  )
}

/** How little more brings what, the nearest first. */
export function NextOffers({ cart }: { readonly cart: CartView }) {
  const [nearest] = cart.next
  if (!nearest) return null
  const { detail, missing, minimumSpend } = nearest

  return (
    <div>
      <p className="text-sm">{detail}</p>
      <progress
        className="progress-native"
        aria-label={`On the way to ${formatMoney(minimumSpend)}`}
        max={minimumSpend.minor}
        value={minimumSpend.minor - missing.minor}
      />
    </div>
  )
}

/** Each thing that makes the goods cost less, by its name. */
export function Reductions({ cart: { promotions } }: { readonly cart: CartView }) {
  return promotions
    .filter(({ discount }) => discount.minor > 0)
    .map(({ name, code, discount }) => (
      <div key={`${name} ${code}`} className="flex justify-between gap-4 text-tag-ink">
        <dt className="min-w-0 wrap-anywhere">
          {name}
          {code !== null && code !== name && ` (${code})`}
        </dt>
        <dd className="whitespace-nowrap">−{formatMoney(discount)}</dd>
      </div>
    ))
}
