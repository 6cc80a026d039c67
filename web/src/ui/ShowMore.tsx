import { plural } from '#web/lib/format.ts'

import { Button } from './Button.tsx'

interface ShowMoreProps {
  readonly shown: number
  readonly total?: number | undefined
  readonly hasMore: boolean
  readonly busy: boolean
  readonly onMore: () => void
}

/** The end of a list that goes on: how much was seen, and the way to more. */
export function ShowMore({ shown, total, hasMore, busy, onMore }: ShowMoreProps) {
  return (
    <div className="flex flex-col items-center gap-3 py-10">
      <output className="text-sm text-muted">
        {hasMore
          ? `${shown}${total === undefined ? '' : ` of ${total}`} shown`
          : `That is all: ${plural(shown, 'thing', 'things')}.`}
      </output>
      {hasMore && (
        <Button tone="secondary" busy={busy} onClick={onMore}>
          Show more
        </Button>
      )}
    </div>
  )
}
