import { useEffect, useRef } from 'react'

import type { AdminProductView } from '#web/api/admin-products.ts'
import { formatMoment } from '#web/lib/format.ts'
import { Button } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'

import { draftOf } from './draft.ts'
import { differences } from './labels.ts'

interface ConflictProps {
  /** What was read when the editing began. */
  readonly base: AdminProductView
  readonly theirs: AdminProductView
  readonly busy: boolean
  readonly onSaveOver: () => void
  readonly onTakeTheirs: () => void
}

/** Somebody else saved first: what they changed, and the two ways on. It takes the focus, and decides nothing for anyone. */
export function Conflict({ base, theirs, busy, onSaveOver, onTakeTheirs }: ConflictProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  const changed = differences(draftOf(base), draftOf(theirs))

  return (
    <div ref={box} tabIndex={-1} className="mb-5">
      <Notice tone="attention" role="alert">
        <p className="font-semibold">
          Somebody else saved this product {formatMoment(theirs.updatedAt)}, after you opened it.
        </p>
        <p>
          Yours is all still here, and not saved yet.
          {changed.length > 0 && ` They changed: ${changed.join('; ')}.`}
        </p>
        <div className="mt-3 flex flex-wrap gap-3">
          <Button size="sm" busy={busy} onClick={onSaveOver}>
            Save mine over theirs
          </Button>
          <Button size="sm" tone="secondary" onClick={onTakeTheirs}>
            Take theirs, drop mine
          </Button>
        </div>
      </Notice>
    </div>
  )
}
