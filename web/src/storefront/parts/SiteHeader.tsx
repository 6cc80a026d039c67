import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, ShoppingBasket } from 'lucide-react'
import { Link, useLocation, useMatch } from 'react-router'

import { useCart } from '#web/api/cart.ts'
import { categoriesQuery, shopQuery } from '#web/api/shop.ts'
import { paths } from '#web/lib/paths.ts'
import { openBasket } from '#web/storefront/basket/drawer-state.ts'
import { loadBasketDrawer } from '#web/storefront/pages.ts'
import { Button } from '#web/ui/Button.tsx'

import { SearchBox } from './SearchBox.tsx'
import { ThemeButton } from './ThemeButton.tsx'

export function SiteHeader() {
  return (
    <header className="border-b border-border bg-background">
      <div className="page grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 py-2 md:grid-cols-[auto_minmax(0,1fr)_auto] lg:gap-x-8">
        <ShopName />
        <div className="order-last col-span-2 pb-1 md:order-none md:col-span-1 md:pb-0">
          <SearchBox />
        </div>
        <div className="flex items-center gap-1">
          <ThemeButton className="hidden md:inline-flex" />
          <BasketButton />
        </div>
      </div>
      <CategoryMenu />
    </header>
  )
}

/** While paying there is one way on and one way back, and nothing else to press. */
export function CheckoutHeader() {
  return (
    <header className="border-b border-border bg-background">
      <div className="page flex items-center justify-between gap-4 py-2">
        <ShopName />
        <Link
          to={paths.basket}
          className="touch inline-flex items-center gap-2 text-link underline"
        >
          <ArrowLeft aria-hidden="true" size={18} />
          <span className="sm:hidden">Basket</span>
          <span className="hidden sm:inline">Back to the basket</span>
        </Link>
      </div>
    </header>
  )
}

function ShopName() {
  const { data: shop } = useQuery(shopQuery)

  return (
    <Link to={paths.home} className="touch inline-flex items-center gap-2 py-1">
      <svg aria-hidden="true" viewBox="0 0 24 24" width="24" height="24" className="text-accent">
        <path
          fill="currentColor"
          d="M3 4.5A2.5 2.5 0 0 1 5.5 2h8.4c.6 0 1.2.2 1.7.7l5.7 5.7a2.3 2.3 0 0 1 0 3.3l-8.6 8.6a2.3 2.3 0 0 1-3.3 0l-5.7-5.7A2.4 2.4 0 0 1 3 12.9z"
        />
        <circle cx="8" cy="7" r="1.8" className="fill-background" />
      </svg>
      <span className="font-serif text-lg leading-tight font-semibold md:text-xl">
        {shop?.name ?? <span className="sr-only">Front page</span>}
      </span>
    </Link>
  )
}

function BasketButton() {
  const { data: cart } = useCart()
  const onBasketPage = useMatch(paths.basket) !== null
  const count = cart?.unitCount ?? 0
  const content = (
    <>
      <ShoppingBasket aria-hidden="true" />
      <span className="sr-only md:not-sr-only">Basket</span>
      {count > 0 ? (
        <span className="min-w-6 rounded-sm bg-accent px-1.5 text-sm leading-6 text-accent-foreground tabular-nums">
          {count}
          <span className="sr-only"> {count === 1 ? 'thing' : 'things'}</span>
        </span>
      ) : (
        <span className="sr-only">empty</span>
      )}
    </>
  )

  if (onBasketPage) {
    return (
      <Link
        to={paths.basket}
        aria-current="page"
        className="button button--ghost max-md:-me-3 max-md:px-3"
      >
        {content}
      </Link>
    )
  }
  return (
    <Button
      tone="quiet"
      className="max-md:-me-3 max-md:px-3"
      aria-haspopup="dialog"
      onPointerEnter={() => void loadBasketDrawer()}
      onClick={openBasket}
    >
      {content}
    </Button>
  )
}

function CategoryMenu() {
  const { data: categories } = useQuery(categoriesQuery)
  const { pathname, search } = useLocation()
  const reduced = paths.search({ onSale: 'true' })
  if (categories?.length === 0) return null

  return (
    <nav aria-label="Categories" className="category-menu">
      <ul className="page flex min-h-11 gap-x-5">
        {categories?.map(({ slug, name }) => (
          <MenuLink key={slug} to={paths.category(slug)} here={pathname === paths.category(slug)}>
            {name}
          </MenuLink>
        ))}
        {categories && (
          <MenuLink to={reduced} here={pathname + search === reduced}>
            Reduced
          </MenuLink>
        )}
      </ul>
    </nav>
  )
}

interface MenuLinkProps {
  readonly to: string
  readonly here: boolean
  readonly children: string
}

function MenuLink({ to, here, children }: MenuLinkProps) {
  return (
    <li className="shrink-0">
      <Link to={to} aria-current={here ? 'page' : undefined} className="category-link">
        {children}
      </Link>
    </li>
  )
}
