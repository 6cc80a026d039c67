import { useSuspenseQuery } from '@tanstack/react-query'
import { ExternalLink } from 'lucide-react'
import { useParams } from 'react-router'

import { AdminPage } from '#web/admin/parts/AdminPage.tsx'
import { BackLink } from '#web/admin/parts/BackLink.tsx'
import { adminPaths } from '#web/admin/paths.ts'
import { ProductEditor } from '#web/admin/products/ProductEditor.tsx'
import { ProductStatusBadge } from '#web/admin/products/ProductTable.tsx'
import { productQuery } from '#web/api/admin-products.ts'
import { shopQuery } from '#web/api/shop.ts'
import { formatMoment } from '#web/lib/format.ts'
import { paths } from '#web/lib/paths.ts'

export function ProductPage() {
  const { id = '' } = useParams()
  const { data: product } = useSuspenseQuery(productQuery(id))
  const { data: shop } = useSuspenseQuery(shopQuery)

  return (
    <AdminPage
      back={<BackLink to={adminPaths.products()} label="Products" />}
      title={product.title}
      intro={
        <span className="flex flex-wrap items-center gap-2">
          <ProductStatusBadge status={product.status} />
          <span>Changed {formatMoment(product.updatedAt)}</span>
        </span>
      }
      action={product.status === 'active' && <InTheShop slug={product.slug} />}
    >
      <ProductEditor key={product.id} product={product} currency={shop.currency} />
    </AdminPage>
  )
}

function InTheShop({ slug }: { readonly slug: string }) {
  return (
    <a
      href={paths.product(slug)}
      target="_blank"
      rel="noreferrer"
      className="button button--outline button--md"
    >
      <ExternalLink aria-hidden="true" />
      See it in the shop
    </a>
  )
}
