import { plural } from '#web/lib/format.ts'
import { Button } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'

import { inWords } from './problem-words.ts'

interface ListEndProps {
  readonly list: {
    readonly hasNextPage: boolean
    readonly isFetchingNextPage: boolean
    readonly isFetchNextPageError: boolean
    readonly error: Error | null
    readonly fetchNextPage: () => Promise<unknown>
  }
  readonly shown: number
  readonly one: string
  readonly many: string
}

/** The end of a list: how much there is of it, and the way to more. */
export function ListEnd({ list, shown, one, many }: ListEndProps) {
  return (
    <div className="flex flex-col items-center gap-3 py-6">
      {list.isFetchNextPageError && (
        <Notice tone="attention" role="alert">
          We could not fetch more. {inWords(list.error)}
        </Notice>
      )}
      <output className="text-sm text-muted">
        {plural(shown, one, many)}
        {list.hasNextPage && ' shown, and there are more'}
      </output>
      {list.hasNextPage && (
        <Button
          tone="secondary"
          busy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </div>
  )
}
