import { useQuery } from '@tanstack/react-query'

import { shopQuery } from '#web/api/shop.ts'
import { PageHead } from '#web/storefront/parts/PageHead.tsx'
import { DeliveryPromise } from '#web/storefront/product/DeliveryPromise.tsx'
import { PageFrame } from '#web/ui/PageFrame.tsx'
import { Skeleton, TextSkeleton } from '#web/ui/Skeletons.tsx'

export function DeliveryAndReturnsPage() {
  const { data: shop } = useQuery(shopQuery)

  return (
    <>
      <PageHead title="Delivery and returns" />
      <PageFrame title="Delivery and returns">
        <div className="measure flex flex-col gap-8">
          <section>
            <h2 className="mb-3 text-xl">If you order now</h2>
            <DeliveryPromise />
            <p className="mt-3">
              We pack on working days. We send you an e-mail when the parcel leaves, with its number
              if the courier gives one.
            </p>
          </section>
          <section>
            <h2 className="mb-2 text-xl">If you want to send something back</h2>
            {shop ? (
              <p>
                You have {shop.returnDays} days from the day it arrives. Write to{' '}
                <a href={`mailto:${shop.email}`} className="text-link underline">
                  {shop.email}
                </a>{' '}
                with the order number, and send it to the address below. The money goes back the way
                it came.
              </p>
            ) : (
              <TextSkeleton lines={3} />
            )}
          </section>
          <section>
            <h2 className="mb-2 text-xl">Where we are</h2>
            {shop ? (
              <address className="not-italic">
                {shop.addressLines.map((line) => (
                  <span key={line} className="block">
                    {line}
                  </span>
                ))}
                {shop.phone !== null && <span className="block">{shop.phone}</span>}
                {shop.openingHours !== null && (
                  <span className="mt-2 block text-muted">{shop.openingHours}</span>
                )}
              </address>
            ) : (
              <Skeleton className="h-20 w-60" />
            )}
          </section>
        </div>
      </PageFrame>
    </>
  )
}
