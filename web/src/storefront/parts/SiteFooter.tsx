import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import { shopQuery } from '#web/api/shop.ts'
import { paths } from '#web/lib/paths.ts'

import { ThemeSelect } from './ThemeSelect.tsx'

export function SiteFooter() {
  const { data: shop } = useQuery(shopQuery)

  return (
    <footer className="mt-16 border-t border-border bg-surface-secondary">
      <div className="page grid grid-cols-1 gap-8 py-10 md:grid-cols-3">
        <div>
          <p className="font-serif text-lg font-semibold">{shop?.name}</p>
          <p className="mt-1 text-muted">{shop?.tagline}</p>
          <div className="mt-4">
            <ThemeSelect />
          </div>
        </div>
        <address className="text-muted not-italic">
          {shop?.addressLines.map((line) => (
            <span key={line} className="block">
              {line}
            </span>
          ))}
          {shop?.openingHours && <span className="mt-2 block">{shop.openingHours}</span>}
        </address>
        <nav aria-label="About your order">
          <ul>
            <FooterLink to={paths.deliveryAndReturns}>Delivery and returns</FooterLink>
            <FooterLink to={paths.orderLookup}>Find an order</FooterLink>
            {shop && (
              <li>
                <a href={`mailto:${shop.email}`} className="footer-link">
                  {shop.email}
                </a>
              </li>
            )}
          </ul>
        </nav>
      </div>
    </footer>
  )
}

function FooterLink({ to, children }: { readonly to: string; readonly children: string }) {
  return (
    <li>
      <Link to={to} className="footer-link">
        {children}
      </Link>
    </li>
  )
}
