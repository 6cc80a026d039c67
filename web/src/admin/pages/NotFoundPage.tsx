import { NotFound } from '#web/admin/parts/NotFound.tsx'

export function NotFoundPage() {
  return <NotFound />
}
