import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'

import { adminPaths } from '#web/admin/paths.ts'
import { useMay } from '#web/admin/staff.ts'
import { anyProductQuery } from '#web/api/admin-products.ts'
import { LinkButton } from '#web/ui/Button.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'

/** Whether the shop has just begun; not before that is known. */
export function useHasNoProducts(): boolean {
  return useQuery(anyProductQuery).data?.items.length === 0
}

interface FirstProductProps {
  readonly title: string
  /** What a product would change on this page. */
  readonly hint: string
}

/** A shop that has just begun: what to do first, and both ways to do it. */
export function FirstProduct({ title, hint }: FirstProductProps) {
  const mayEdit = useMay('editProducts')
  if (!mayEdit) return <EmptyState title={title} hint={hint} />

  return (
    <>
      <EmptyState
        title={title}
        hint={hint}
        action={
          <LinkButton to={adminPaths.newProduct}>
            <Plus aria-hidden="true" />
            Add your first product
          </LinkButton>
        }
      />
      <section aria-labelledby="import" className="measure border-t border-border pt-6">
        <h2 id="import" className="mb-1 text-lg">
          Coming from Shopify?
        </h2>
        <p className="text-muted">
          All of your products can come in at once. In Shopify, export them as a CSV file; then, on
          the computer the shop runs on, run{' '}
          <code className="break-words text-foreground">make import FILE=products.csv</code>.
        </p>
      </section>
    </>
  )
}
