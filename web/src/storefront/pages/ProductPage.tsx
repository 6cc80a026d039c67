import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { useParams } from 'react-router'

import { useCart } from '#web/api/cart.ts'
import {
  type ProductView,
  productQuery,
  productRowQuery,
  type VariantView,
} from '#web/api/discovery.ts'
import { paths } from '#web/lib/paths.ts'
import { Breadcrumbs } from '#web/storefront/parts/Breadcrumbs.tsx'
import { NotFound } from '#web/storefront/parts/NotFound.tsx'
import { PageHead } from '#web/storefront/parts/PageHead.tsx'
import { ProductGrid } from '#web/storefront/parts/ProductCard.tsx'
import { AddToBasket } from '#web/storefront/product/AddToBasket.tsx'
import { DeliveryPromise } from '#web/storefront/product/DeliveryPromise.tsx'
import { Gallery } from '#web/storefront/product/Gallery.tsx'
import { OptionPickers } from '#web/storefront/product/OptionPickers.tsx'
import { asBuyerSees, pickersFor, shownVariant } from '#web/storefront/product/variants.ts'
import { useAddress } from '#web/storefront/use-address.ts'
import { Price } from '#web/ui/Price.tsx'
import { Loading, Skeleton, TextSkeleton } from '#web/ui/Skeletons.tsx'

export function ProductPage() {
  const { slug = '' } = useParams()

  return (
    <Suspense key={slug} fallback={<ProductSkeleton />}>
      <Product slug={slug} />
    </Suspense>
  )
}

function Product({ slug }: { readonly slug: string }) {
  const product = useProduct(slug)
  const [params, go] = useAddress()
  if (!product) return <NotFound />

  const variant = shownVariant(product, params.get('sku'))
  const { title, category, images } = product
  const steps = category ? [{ label: category.name, to: paths.category(category.slug) }] : []

  return (
    <div className="page py-4">
      <PageHead title={title} description={textOf(product.description)} />
      <Breadcrumbs steps={[...steps, { label: title }]} />
      <div className="grid grid-cols-1 items-start gap-x-10 gap-y-5 lg:grid-cols-2 lg:grid-rows-[auto_1fr]">
        <Heading product={product} variant={variant} />
        <div className="lg:col-start-1 lg:row-span-2 lg:row-start-1">
          <Gallery
            key={variant?.imageId}
            title={title}
            images={images}
            firstId={variant?.imageId ?? null}
          />
        </div>
        <Offer
          product={product}
          variant={variant}
          onPick={({ sku }) => go(new URLSearchParams({ sku }), { replace: true })}
        />
      </div>
      {category && <AlsoThere category={category} except={product.id} />}
    </div>
  )
}

function useProduct(slug: string): ProductView | null {
  const { data: product } = useSuspenseQuery(productQuery(slug))
  const { data: cart } = useCart()
  return product && asBuyerSees(product, cart?.lines ?? [])
}

interface OfferProps {
  readonly product: ProductView
  readonly variant: VariantView | undefined
  readonly onPick: (variant: VariantView) => void
}

/** What it is and what it costs; above the picture where there is no room beside it. */
function Heading({ product: { title, brand }, variant }: Omit<OfferProps, 'onPick'>) {
  return (
    <div className="lg:col-start-2">
      {brand !== null && <p className="text-muted">{brand}</p>}
      <h1 tabIndex={-1} className="text-2xl md:text-3xl">
        {title}
      </h1>
      {variant && (
        <div aria-live="polite" className="mt-2 lg:mt-4">
          <Price price={variant.price} was={variant.compareAt} size="lg" />
          <Left variant={variant} />
        </div>
      )}
    </div>
  )
}

function Offer({ product, variant, onPick }: OfferProps) {
  return (
    <div className="flex flex-col gap-5 lg:col-start-2">
      <ConditionNote condition={product.condition} />
      {variant && (
        <>
          <OptionPickers pickers={pickersFor(product, variant)} onPick={onPick} />
          <AddToBasket key={variant.sku} product={product} variant={variant} />
        </>
      )}
      {variant?.inStock && <DeliveryPromise />}
      <section aria-label="Description">
        {/* The shop sanitises descriptions when they are written. */}
        {/* oxlint-disable-next-line react/no-danger -- as above */}
        <div
          className="prose measure wrap-anywhere"
          dangerouslySetInnerHTML={{ __html: product.description }}
        />
      </section>
    </div>
  )
}

/** Said only of three or fewer, and only because it is so. */
const FEW = 3

function Left({ variant: { available, inStock } }: { readonly variant: VariantView }) {
  if (!inStock) return <p className="mt-1 font-semibold">Sold out</p>
  if (available > FEW) return null
  return <p className="mt-1 font-semibold">{available} left</p>
}

const CONDITION_NOTES = {
  new: null,
  open_box:
    'Open box: unpacked before, or on show. What there is to know about it is in the description.',
  used: 'Used: it had a life before this one. What that left on it is in the description.',
} as const

function ConditionNote({ condition }: Pick<ProductView, 'condition'>) {
  const note = CONDITION_NOTES[condition]
  return note === null ? null : <p className="border-s-2 border-edge ps-3">{note}</p>
}

interface AlsoThereProps {
  readonly category: { readonly slug: string; readonly name: string }
  readonly except: string
}

function AlsoThere({ category, except }: AlsoThereProps) {
  const search = new URLSearchParams({ category: category.slug, inStock: 'true', limit: '5' })
  const { data: products = [] } = useQuery(productRowQuery(search.toString()))
  const others = products.filter(({ id }) => id !== except).slice(0, 4)
  if (others.length === 0) return null

  return (
    <section aria-labelledby="also-there" className="mt-16">
      <h2 id="also-there" className="mb-4 text-2xl">
        Also in {category.name}
      </h2>
      <ProductGrid products={others} />
    </section>
  )
}

/** The first sentences of a description, for search engines. */
function textOf(html: string): string {
  const text = new DOMParser().parseFromString(html, 'text/html').body.textContent
  return text.replace(/\s+/g, ' ').trim().slice(0, 160)
}

function ProductSkeleton() {
  return (
    <div className="page py-4">
      <Loading what="the product" />
      <div className="mt-11 grid grid-cols-1 items-start gap-x-10 gap-y-5 lg:grid-cols-2 lg:grid-rows-[auto_1fr]">
        <div className="flex flex-col gap-4 lg:col-start-2">
          <Skeleton className="h-9 w-4/5" />
          <Skeleton className="h-10 w-32" />
        </div>
        <Skeleton className="aspect-4/5 w-full rounded-lg lg:col-start-1 lg:row-span-2 lg:row-start-1" />
        <div className="flex flex-col gap-5 lg:col-start-2">
          <Skeleton className="h-13 w-full" />
          <TextSkeleton lines={4} />
        </div>
      </div>
    </div>
  )
}
