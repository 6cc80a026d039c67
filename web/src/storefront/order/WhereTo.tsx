import { useQuery } from '@tanstack/react-query'

import type { OrderView } from '#web/api/orders.ts'
import { countriesQuery, shopQuery } from '#web/api/shop.ts'
import { formatDays } from '#web/lib/format.ts'

/** Where it goes or waits, with the parcels that are on their way. */
export function WhereTo({ order }: { readonly order: OrderView }) {
  const { delivery, name, phone, email } = order

  return (
    <div className="flex flex-col gap-4">
      <div>
        <h2 className="text-lg">{delivery.kind === 'collection' ? 'Collection' : 'Delivery'}</h2>
        <p>
          {delivery.label}, {formatDays(delivery.arrives)}
        </p>
      </div>
      <Parcels order={order} />
      {delivery.address ? <AddressOf order={order} /> : <Counter />}
      <div>
        <h2 className="text-lg">Contact</h2>
        <p className="wrap-anywhere">
          {name}
          <br />
          {email}
          {phone !== null && (
            <>
              <br />
              {phone}
            </>
          )}
        </p>
      </div>
    </div>
  )
}

function Parcels({ order: { fulfilments } }: { readonly order: OrderView }) {
  const sent = fulfilments.filter(({ status }) => status === 'sent')

  return sent.map(({ id, carrier, trackingNumber, trackingUrl }) => (
    <div key={id}>
      <h2 className="text-lg">Parcel</h2>
      <p>{carrier ?? 'With the courier'}</p>
      {trackingNumber !== null && (
        <p className="wrap-anywhere tabular-nums">
          {trackingUrl === null ? (
            trackingNumber
          ) : (
            <a href={trackingUrl} className="text-link underline" rel="noreferrer">
              Follow it: {trackingNumber}
            </a>
          )}
        </p>
      )}
    </div>
  ))
}

function AddressOf({ order: { name, delivery } }: { readonly order: OrderView }) {
  const { data: countries = [] } = useQuery(countriesQuery)
  if (!delivery.address) return null

  const { line1, line2, city, region, postalCode, country } = delivery.address
  const countryName = countries.find(({ code }) => code === country)?.name ?? country
  const lines = [name, line1, line2, `${city} ${postalCode}`, region, countryName]

  return (
    <div>
      <h2 className="text-lg">Address</h2>
      <address className="wrap-anywhere not-italic">
        {lines.filter(Boolean).map((line) => (
          <span key={line} className="block">
            {line}
          </span>
        ))}
      </address>
    </div>
  )
}

/** Where collected orders wait. */
function Counter() {
  const { data: shop } = useQuery(shopQuery)
  if (!shop) return null

  return (
    <div>
      <h2 className="text-lg">Where it waits</h2>
      <address className="not-italic">
        {shop.addressLines.map((line) => (
          <span key={line} className="block">
            {line}
          </span>
        ))}
      </address>
      {shop.openingHours !== null && <p className="text-muted">{shop.openingHours}</p>}
    </div>
  )
}
