import { Link } from 'react-router'

import { FROM_LIST } from '#web/admin/parts/BackLink.tsx'
import { adminPaths } from '#web/admin/paths.ts'
import type { AdminProductRow, ProductStatus } from '#web/api/admin-products.ts'
import { formatDay, formatMoney, plural } from '#web/lib/format.ts'
import { ProductPicture } from '#web/ui/ProductPicture.tsx'
import { StatusBadge, type StatusTone } from '#web/ui/StatusBadge.tsx'

import { statusInWords } from './filters.ts'

/** Products, one a row; the whole row opens. On a phone each row is a small card. */
export function ProductTable({ products }: { readonly products: readonly AdminProductRow[] }) {
  return (
    <table className="rows product-rows">
      <caption className="sr-only">Products</caption>
      <thead>
        <tr>
          <th scope="col" className="in-product">
            Product
          </th>
          <th scope="col" className="in-status">
            Status
          </th>
          <th scope="col" className="in-category">
            Category
          </th>
          <th scope="col" className="in-price text-end">
            Price
          </th>
          <th scope="col" className="in-stock text-end">
            Available
          </th>
          <th scope="col" className="in-time">
            Changed
          </th>
        </tr>
      </thead>
      <tbody>
        {products.map((product) => (
          <Row key={product.id} product={product} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ product }: { readonly product: AdminProductRow }) {
  const { id, title, brand, picture, variantCount, status, category, updatedAt } = product
  const about = [brand, variantCount > 1 && plural(variantCount, 'variant', 'variants')]

  return (
    <tr>
      <th scope="row" className="in-product font-normal">
        <span className="product-name">
          <ProductPicture picture={picture} sizes="2.5rem" decorative />
          <span>
            <Link to={adminPaths.product(id)} state={FROM_LIST} className="row-link font-semibold">
              {title}
            </Link>{' '}
            <span className="text-sm text-muted">{about.filter(Boolean).join(', ')}</span>
          </span>
        </span>
      </th>
      <td className="in-status">
        <ProductStatusBadge status={status} />
      </td>
      <td className="in-category">{category ?? <span className="text-muted">None</span>}</td>
      <td className="in-price text-end">{priceRange(product)}</td>
      <td className="in-stock text-end">
        <Stock product={product} />
      </td>
      <td className="in-time">{formatDay(updatedAt)}</td>
    </tr>
  )
}

const TONE: Readonly<Record<ProductStatus, StatusTone>> = {
  active: 'good',
  draft: 'neutral',
  archived: 'stopped',
}

export function ProductStatusBadge({ status }: { readonly status: ProductStatus }) {
  return <StatusBadge tone={TONE[status]}>{statusInWords(status)}</StatusBadge>
}

function priceRange({ priceFrom, priceTo }: AdminProductRow): string {
  const from = formatMoney(priceFrom)
  return priceFrom.minor === priceTo.minor ? from : `${from} to ${formatMoney(priceTo)}`
}

/** What can be sold; and what there is, where orders hold some of it. */
function Stock({ product: { available, onHand } }: { readonly product: AdminProductRow }) {
  if (available === 0) {
    return <StatusBadge tone="attention">{onHand > 0 ? 'All held' : 'Sold out'}</StatusBadge>
  }
  return (
    <>
      <span className="font-semibold">{available}</span>
      <span className="md:hidden"> available</span>
      {onHand > available && <span className="block text-sm text-muted">of {onHand}</span>}
    </>
  )
}
