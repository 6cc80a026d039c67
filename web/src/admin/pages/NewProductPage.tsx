import { useSuspenseQuery } from '@tanstack/react-query'

import { AdminPage } from '#web/admin/parts/AdminPage.tsx'
import { BackLink } from '#web/admin/parts/BackLink.tsx'
import { NotYourPage } from '#web/admin/parts/NotYourPage.tsx'
import { adminPaths } from '#web/admin/paths.ts'
import { ProductEditor } from '#web/admin/products/ProductEditor.tsx'
import { useMay } from '#web/admin/staff.ts'
import { shopQuery } from '#web/api/shop.ts'

export function NewProductPage() {
  return useMay('editProducts') ? <NewProduct /> : <NotYourPage title="Add a product" />
}

function NewProduct() {
  const { data: shop } = useSuspenseQuery(shopQuery)

  return (
    <AdminPage
      title="Add a product"
      back={<BackLink to={adminPaths.products()} label="Products" />}
    >
      <ProductEditor product={null} currency={shop.currency} />
    </AdminPage>
  )
}
