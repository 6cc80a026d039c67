export { NotFound as NotFoundPage } from '#web/storefront/parts/NotFound.tsx'
