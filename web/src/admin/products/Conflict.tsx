import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'

import { type AdminProductView, categoriesQuery } from '#web/api/admin-products.ts'
import { formatMoment } from '#web/lib/format.ts'
import { Button } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'

import { type Clash, clashes } from './clashes.ts'
import { draftOf, type ProductDraft } from './draft.ts'

interface ConflictProps {
  /** What was read when the editing began. */
  readonly base: AdminProductView
  readonly theirs: AdminProductView
  readonly currency: string
  readonly busy: boolean
  readonly onSaveOver: () => void
  readonly onTakeTheirs: () => void
}

/** Somebody else saved first: what differs, and the two ways on. It takes the focus, and decides nothing for anyone. */
export function Conflict({ busy, onSaveOver, onTakeTheirs, ...sides }: ConflictProps) {
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [])
  const differing = useClashes(sides)

  return (
    <section ref={box} tabIndex={-1} aria-labelledby="saved-first" className="mb-5">
      <Notice tone="attention">
        <p id="saved-first" className="font-semibold">
          Somebody else saved this product {formatMoment(sides.theirs.updatedAt)}, after you opened
          it.
        </p>
        {differing.length === 0 ? (
          <p>What they saved is the same as what you have here, so nothing gets lost either way.</p>
        ) : (
          <>
            <p>
              Yours is all still here, and not saved yet. This is where the two differ; what you
              want to keep of theirs can be put into the form below before you save.
            </p>
            <Differing clashes={differing} />
          </>
        )}
        <div className="mt-3 flex flex-wrap gap-3">
          <Button size="sm" busy={busy} onClick={onSaveOver}>
            Save mine over theirs
          </Button>
          <Button size="sm" tone="secondary" onClick={onTakeTheirs}>
            Take theirs, drop mine
          </Button>
        </div>
      </Notice>
    </section>
  )
}

/** What differs now: the form can be written in while it is being decided. */
function useClashes({
  base,
  theirs,
  currency,
}: Pick<ConflictProps, 'base' | 'theirs' | 'currency'>) {
  const { control, getValues } = useFormContext<ProductDraft>()
  const { data: categories = [] } = useQuery(categoriesQuery)
  useWatch({ control })

  return clashes(
    { base: draftOf(base), theirs: draftOf(theirs), mine: getValues() },
    { currency, categories: new Map(categories.map(({ id, name }) => [id, name])) },
  )
}

function Differing({ clashes: differing }: { readonly clashes: readonly Clash[] }) {
  return (
    <table className="clash-rows">
      <caption className="sr-only">Where theirs and yours differ</caption>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Theirs</th>
          <th scope="col">Mine</th>
        </tr>
      </thead>
      <tbody>
        {differing.map(({ id, label, theirs, mine, changedBy }) => (
          <tr key={id}>
            <th scope="row">{label}</th>
            <Side of="Theirs" value={theirs} isAsItWas={changedBy === 'me'} />
            <Side of="Mine" value={mine} isAsItWas={changedBy === 'them'} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface SideProps {
  readonly of: string
  readonly value: string
  readonly isAsItWas: boolean
}

function Side({ of, value, isAsItWas }: SideProps) {
  return (
    <td>
      <span className="clash-side" aria-hidden="true">
        {of}
      </span>
      <span className="break-words whitespace-pre-line">{value === '' ? <i>Empty</i> : value}</span>
      {isAsItWas && <span className="block text-sm">as it was</span>}
    </td>
  )
}
