import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'react-router'

import { type ProductCard, productRowQuery } from '#web/api/discovery.ts'
import { type CategoryView, categoriesQuery, shopQuery } from '#web/api/shop.ts'
import { plural } from '#web/lib/format.ts'
import { paths } from '#web/lib/paths.ts'
import { PageHead } from '#web/storefront/parts/PageHead.tsx'
import { ProductGrid } from '#web/storefront/parts/ProductCard.tsx'
import { LinkButton } from '#web/ui/Button.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { ProductPicture } from '#web/ui/ProductPicture.tsx'
import { Loading, ProductGridSkeleton } from '#web/ui/Skeletons.tsx'

/** One row holds both what is most reduced and what is nearly gone. */
const clearing = productRowQuery('inStock=true&sort=-discount&limit=60')
const newest = productRowQuery('inStock=true&sort=newest&limit=8')

export function HomePage() {
  const { data: categories = [] } = useQuery(categoriesQuery)
  const clears = useQuery(clearing)
  const arrived = useQuery(newest)

  const reduced = clears.data?.filter(({ compareAt }) => compareAt !== null).slice(0, 8)
  const shown = new Set([...(reduced ?? []), ...(arrived.data ?? [])].map(({ id }) => id))
  const last = clears.data?.filter(({ unitsLeft, id }) => unitsLeft !== null && !shown.has(id))

  const isEmpty =
    arrived.data?.length === 0 && categories.every(({ productCount }) => productCount === 0)

  return (
    <>
      <PageHead title="Good things, cleared honestly" />
      <Hero categories={categories} isEmpty={isEmpty} hasReduced={reduced?.length !== 0} />
      <div className="page flex flex-col gap-14 pt-10">
        <Row
          title="What clears now"
          intro="Reduced because we would rather have the shelf space. The struck price is what it really cost before."
          more={{
            to: paths.search({ onSale: 'true', sort: '-discount' }),
            label: 'Everything reduced',
          }}
          query={clears}
          products={reduced}
          eager={2}
        />
        <Row
          title="Last pieces"
          intro="Three or fewer are left, and when they are gone they are gone."
          query={clears}
          products={last?.slice(0, 4)}
        />
        <CategoryTiles categories={categories} />
        <Row
          title="New in the back room"
          intro="Just unpacked, and priced."
          more={{ to: paths.search({ sort: 'newest' }), label: 'Everything, newest first' }}
          query={arrived}
          products={arrived.data}
        />
      </div>
    </>
  )
}

interface HeroProps {
  readonly categories: readonly CategoryView[]
  /** Nothing can be bought yet. */
  readonly isEmpty: boolean
  readonly hasReduced: boolean
}

function headlineOf({ isEmpty, hasReduced }: HeroProps): string {
  if (isEmpty) return 'Our shelves are being stocked'
  return hasReduced
    ? 'We are clearing the back room, one good thing at a time'
    : 'Good things, one shelf at a time'
}

function Hero(props: HeroProps) {
  const { categories, isEmpty, hasReduced } = props
  const { data: shop } = useQuery(shopQuery)
  const pictures = categories.filter(({ picture }) => picture !== null).slice(0, 3)

  return (
    <section className="border-b border-border bg-surface-secondary">
      <div className="page grid grid-cols-1 items-center gap-8 py-10 lg:grid-cols-2 lg:py-14">
        <div>
          <h1 tabIndex={-1} className="text-3xl md:text-4xl">
            {headlineOf(props)}
          </h1>
          <p className="measure mt-4 text-lg">
            {shop?.tagline}{' '}
            {isEmpty
              ? 'Have a look again soon.'
              : 'Honest prices, honest numbers: when we say two are left, there are two.'}
          </p>
          {!isEmpty && (
            <div className="mt-6 flex flex-wrap gap-3">
              {hasReduced && (
                <LinkButton to={paths.search({ onSale: 'true', sort: '-discount' })} size="lg">
                  See what is reduced
                </LinkButton>
              )}
              <LinkButton to={paths.search()} size="lg" tone={hasReduced ? 'secondary' : 'primary'}>
                See everything
              </LinkButton>
            </div>
          )}
        </div>
        <ul className="grid grid-cols-3 gap-3 lg:gap-4">
          {pictures.map(({ slug, name, picture }) => (
            <li key={slug} className="hero-picture">
              <Link to={paths.category(slug)} aria-label={name}>
                <ProductPicture
                  picture={picture}
                  sizes="(width >= 64rem) 13rem, 30vw"
                  priority
                  decorative
                  className="rounded-lg"
                />
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

interface RowProps {
  readonly title: string
  readonly intro: string
  readonly more?: { readonly to: string; readonly label: string }
  readonly query: { readonly isError: boolean; readonly refetch: () => unknown }
  readonly products: readonly ProductCard[] | undefined
  readonly eager?: number
}

/** A row with nothing to show is not there at all. */
function Row({ title, intro, more, query, products, eager = 0 }: RowProps) {
  if (products?.length === 0) return null

  return (
    <section aria-label={title}>
      <Heading title={title} intro={intro}>
        {more && (
          <Link to={more.to} className="touch inline-flex items-center text-link underline">
            {more.label}
          </Link>
        )}
      </Heading>
      {query.isError && (
        <ErrorState
          title="We could not fetch this shelf"
          hint="The rest of the shop is open, and your basket is kept."
          onRetry={() => void query.refetch()}
        />
      )}
      {products && <ProductGrid products={products} eager={eager} />}
      {!products && !query.isError && (
        <>
          <Loading what={title} />
          <ProductGridSkeleton cards={4} />
        </>
      )}
    </section>
  )
}

interface HeadingProps {
  readonly title: string
  readonly intro: string
  readonly children?: ReactNode
}

function Heading({ title, intro, children }: HeadingProps) {
  return (
    <div className="mb-4 flex flex-wrap items-end justify-between gap-x-6">
      <div>
        <h2 className="text-2xl">{title}</h2>
        <p className="measure text-muted">{intro}</p>
      </div>
      {children}
    </div>
  )
}

function CategoryTiles({ categories }: { readonly categories: readonly CategoryView[] }) {
  const filled = categories.filter(({ productCount }) => productCount > 0)
  if (filled.length === 0) return null

  return (
    <section aria-label="By category">
      <h2 className="mb-4 text-2xl">Look around</h2>
      <ul className="product-grid">
        {filled.map(({ slug, name, picture, productCount }) => (
          <li key={slug}>
            <Link to={paths.category(slug)} className="group flex items-center gap-3">
              <ProductPicture
                picture={picture}
                sizes="6rem"
                decorative
                className="w-16 shrink-0 rounded-lg md:w-24"
              />
              <span className="min-w-0">
                <span className="block font-serif text-lg leading-tight font-semibold group-hover:underline md:text-xl">
                  {name}
                </span>
                <span className="text-sm text-muted">
                  {plural(productCount, 'thing', 'things')}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
