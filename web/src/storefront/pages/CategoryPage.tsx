import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'

import { type CategoryView, categoriesQuery } from '#web/api/shop.ts'
import { ProductList } from '#web/storefront/list/ProductList.tsx'
import { Breadcrumbs } from '#web/storefront/parts/Breadcrumbs.tsx'
import { NotFound } from '#web/storefront/parts/NotFound.tsx'
import { PageHead } from '#web/storefront/parts/PageHead.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Loading, ProductGridSkeleton, Skeleton } from '#web/ui/Skeletons.tsx'

export function CategoryPage() {
  const { category: slug = '' } = useParams()
  const { data: categories, isFetching, isError, refetch } = useQuery(categoriesQuery)
  const category = categories?.find((one) => one.slug === slug)

  if (category) return <Category category={category} />
  if (isFetching) return <CategorySkeleton />
  if (!isError) return <NotFound />

  return (
    <div className="page py-8">
      <ErrorState
        title="We could not fetch this shelf"
        hint="Your basket is kept."
        onRetry={() => void refetch()}
      />
    </div>
  )
}

function Category({ category: { slug, name, blurb } }: { readonly category: CategoryView }) {
  return (
    <div className="page py-4">
      <PageHead title={name} description={blurb} />
      <Breadcrumbs steps={[{ label: name }]} />
      <h1 tabIndex={-1} className="text-3xl">
        {name}
      </h1>
      <p className="measure mt-1 text-muted">{blurb}</p>
      <ProductList category={slug} />
    </div>
  )
}

function CategorySkeleton() {
  return (
    <div className="page py-4">
      <Loading what="the shelf" />
      <Skeleton className="mt-11 mb-8 h-9 w-48" />
      <ProductGridSkeleton />
    </div>
  )
}
