import { useSearchParams } from 'react-router'

import { ProductList } from '#web/storefront/list/ProductList.tsx'
import { understood } from '#web/storefront/list/understood.ts'
import { PageHead } from '#web/storefront/parts/PageHead.tsx'

export function SearchPage() {
  const [params] = useSearchParams()
  const title = titleFor(understood(params))

  return (
    <div className="page py-6">
      <PageHead title={title} />
      <h1 tabIndex={-1} className="line-clamp-3 text-3xl">
        {title}
      </h1>
      <ProductList />
    </div>
  )
}

function titleFor(params: URLSearchParams): string {
  const words = params.get('q')
  if (words) return `“${words}”`
  return params.get('onSale') === 'true' ? 'Reduced' : 'Everything we have'
}
