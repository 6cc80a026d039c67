import { Link } from 'react-router'

import type { ProductCard as Card } from '#web/api/discovery.ts'
import { percentOff } from '#web/lib/format.ts'
import { paths } from '#web/lib/paths.ts'
import { CONDITION_LABELS } from '#web/storefront/list/filters.ts'
import { Price, PriceTag } from '#web/ui/Price.tsx'
import { ProductPicture } from '#web/ui/ProductPicture.tsx'

interface ProductCardProps {
  readonly product: Card
  /** Among the first in sight: its picture does not wait. */
  readonly priority?: boolean
  /** The level of its heading: one below the list's own. */
  readonly level?: 2 | 3
}

/** How wide a card's picture is: two abreast, three, four (beside the filters a little less). */
const SIZES = '(width >= 80rem) 18rem, (width >= 48rem) 31vw, 46vw'

/** A product in a list. The whole card leads to it; its name is the link. */
export function ProductCard({ product, priority = false, level = 3 }: ProductCardProps) {
  const { title, slug, image, priceFrom, priceVaries, compareAt, inStock } = product
  const Heading = `h${level}` as const
  const off = compareAt ? percentOff(priceFrom, compareAt) : 0

  return (
    <article className="product-card">
      <div className="relative overflow-hidden rounded-lg">
        <ProductPicture
          picture={image}
          sizes={SIZES}
          priority={priority}
          decorative
          className={inStock ? '' : 'opacity-60'}
        />
        {inStock && <PriceTag off={off} className="absolute top-3 right-2" />}
      </div>
      <Heading className="mt-2 font-sans text-base leading-snug font-medium tracking-normal">
        <Link to={paths.product(slug)} className="product-card-link">
          {title}
        </Link>
      </Heading>
      <Kind product={product} />
      <Price price={priceFrom} was={compareAt} from={priceVaries} />
      <Left product={product} />
    </article>
  )
}

/** Whose it is, and its condition when it is not new. */
function Kind({ product: { brand, condition } }: { readonly product: Card }) {
  const facts = [brand, condition === 'new' ? null : CONDITION_LABELS[condition]].filter(Boolean)
  return facts.length === 0 ? null : <p className="text-sm text-muted">{facts.join(' · ')}</p>
}

/** Never more than is true, and nothing while there are plenty. */
function Left({ product: { inStock, unitsLeft } }: { readonly product: Card }) {
  if (!inStock) return <p className="text-sm font-semibold">Sold out</p>
  return unitsLeft === null ? null : <p className="text-sm font-semibold">{unitsLeft} left</p>
}

interface ProductGridProps extends Pick<ProductCardProps, 'level'> {
  readonly products: readonly Card[]
  readonly eager?: number
}

/** A grid of cards; `eager` of them are in sight at once. */
export function ProductGrid({ products, eager = 0, level = 3 }: ProductGridProps) {
  return (
    <ul className="product-grid">
      {products.map((product, index) => (
        <li key={product.id}>
          <ProductCard product={product} priority={index < eager} level={level} />
        </li>
      ))}
    </ul>
  )
}
