import type { Picture } from '#platform/contract.ts'

interface ProductPictureProps {
  readonly picture: Picture | null
  /** How wide it is shown, as in `<img sizes>`: "(width >= 80rem) 20rem, 50vw". */
  readonly sizes: string
  /** The first picture a visitor sees: fetched at once and before others. */
  readonly priority?: boolean
  /** The words beside it say it all: silent for screen readers. */
  readonly decorative?: boolean
  readonly className?: string
}

/** A picture in its 4 : 5 frame, whole, in the width the screen needs. */
export function ProductPicture({
  picture,
  sizes,
  priority = false,
  decorative = false,
  className = '',
}: ProductPictureProps) {
  if (!picture) return <NoPicture className={className} />

  return (
    <img
      src={picture.url}
      srcSet={picture.sizes.map(({ width, url }) => `${url} ${width}w`).join(', ')}
      sizes={sizes}
      width={picture.width}
      height={picture.height}
      alt={decorative ? '' : picture.alt}
      loading={priority ? 'eager' : 'lazy'}
      fetchPriority={priority ? 'high' : 'auto'}
      decoding="async"
      className={`product-picture ${className}`}
    />
  )
}

/** No picture yet (they come after an import): a wrapped parcel rather than a broken frame. */
function NoPicture({ className }: { readonly className: string }) {
  return (
    <svg
      role="img"
      aria-label="No picture yet"
      viewBox="0 0 40 50"
      className={`product-picture text-edge ${className}`}
    >
      <path
        d="M10 21h20v15H10zM10 21l3-6h14l3 6M20 15v21M15 25.5h10"
        fill="none"
        stroke="currentColor"
        strokeWidth="0.8"
        strokeLinejoin="round"
      />
    </svg>
  )
}
