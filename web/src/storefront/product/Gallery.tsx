import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type RefObject, useRef, useState } from 'react'

import type { ProductView } from '#web/api/discovery.ts'
import { Button } from '#web/ui/Button.tsx'
import { ProductPicture } from '#web/ui/ProductPicture.tsx'

interface GalleryProps {
  readonly title: string
  readonly images: ProductView['images']
  /** The picture of the chosen variant comes first. */
  readonly firstId: string | null
}

/** The pictures in a strip to swipe, to scroll with the arrow keys, or to jump in with the thumbs. */
export function Gallery({ title, images, firstId }: GalleryProps) {
  const strip = useRef<HTMLUListElement>(null)
  const [current, setCurrent] = useState(0)
  const pictures = inOrder(images, firstId)
  const goTo = (index: number) => scrollTo(strip, index)

  return (
    <section aria-label={`Pictures of ${title}`} className="flex flex-col gap-3">
      <div className="relative overflow-hidden rounded-lg">
        <ul
          ref={strip}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the arrow keys scroll it
          tabIndex={pictures.length > 1 ? 0 : undefined}
          aria-label="Pictures, side by side"
          className="gallery-strip"
          onScroll={({ currentTarget: { scrollLeft, clientWidth } }) =>
            setCurrent(Math.round(scrollLeft / Math.max(clientWidth, 1)))
          }
        >
          {pictures.length === 0 && (
            <li>
              <ProductPicture picture={null} sizes="100vw" />
            </li>
          )}
          {pictures.map((picture, index) => (
            <li key={picture.id}>
              <ProductPicture
                picture={picture}
                sizes="(width >= 64rem) 38rem, 100vw"
                priority={index === 0}
              />
            </li>
          ))}
        </ul>
        {pictures.length > 1 && <Arrows current={current} count={pictures.length} goTo={goTo} />}
      </div>
      {pictures.length > 1 && <Thumbs pictures={pictures} current={current} goTo={goTo} />}
    </section>
  )
}

function inOrder(images: GalleryProps['images'], firstId: string | null) {
  const first = images.find(({ id }) => id === firstId)
  return first ? [first, ...images.filter((image) => image !== first)] : images
}

function scrollTo({ current: strip }: RefObject<HTMLElement | null>, index: number): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  strip?.scrollTo({
    left: index * strip.clientWidth,
    behavior: still ? 'instant' : 'smooth',
  })
}

interface PlaceProps {
  readonly current: number
  readonly goTo: (index: number) => void
}

function Arrows({ current, count, goTo }: PlaceProps & { readonly count: number }) {
  return (
    <div className="gallery-arrows">
      <Button
        tone="secondary"
        iconOnly
        aria-label="Picture before"
        disabled={current === 0}
        onClick={() => goTo(current - 1)}
      >
        <ChevronLeft aria-hidden="true" />
      </Button>
      <span className="rounded-sm bg-overlay px-2 py-1 text-sm tabular-nums" aria-live="polite">
        <span className="sr-only">Picture </span>
        {current + 1} of {count}
      </span>
      <Button
        tone="secondary"
        iconOnly
        aria-label="Next picture"
        disabled={current === count - 1}
        onClick={() => goTo(current + 1)}
      >
        <ChevronRight aria-hidden="true" />
      </Button>
    </div>
  )
}

function Thumbs({
  pictures,
  current,
  goTo,
}: PlaceProps & { readonly pictures: GalleryProps['images'] }) {
  return (
    <ul className="hidden gap-2 sm:flex">
      {pictures.map((picture, index) => (
        <li key={picture.id}>
          <button
            type="button"
            aria-label={`Show picture ${index + 1}: ${picture.alt}`}
            aria-current={index === current}
            className="block w-16 overflow-hidden rounded-sm border-2 border-transparent aria-current:border-accent"
            onClick={() => goTo(index)}
          >
            <ProductPicture picture={picture} sizes="4rem" decorative />
          </button>
        </li>
      ))}
    </ul>
  )
}
