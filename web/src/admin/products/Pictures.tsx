import type { AdminProductView } from '#web/api/admin-products.ts'
import { Card } from '#web/ui/Card.tsx'
import { ProductPicture } from '#web/ui/ProductPicture.tsx'

/** The pictures in the order customers see them. */
export function Pictures({ product: { images } }: { readonly product: AdminProductView }) {
  if (images.length === 0) return null

  return (
    <Card>
      <h2 className="mb-3 text-lg">Pictures</h2>
      <ul className="flex flex-wrap gap-3">
        {images.map((picture) => (
          <li key={picture.id} className="w-24">
            <ProductPicture picture={picture} sizes="6rem" className="rounded-lg" />
          </li>
        ))}
      </ul>
    </Card>
  )
}
