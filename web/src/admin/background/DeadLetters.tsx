import { useInfiniteQuery } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { Link } from 'react-router'

import { ListEnd } from '#web/admin/parts/ListEnd.tsx'
import { ListState } from '#web/admin/parts/ListState.tsx'
import { inWords } from '#web/admin/parts/problem-words.ts'
import { TextArea } from '#web/admin/parts/TextArea.tsx'
import { adminPaths } from '#web/admin/paths.ts'
import {
  type DeadLetterView,
  deadLettersQuery,
  useDiscard,
  useSendAgain,
  useSendAllAgain,
} from '#web/api/admin-background.ts'
import { formatMoment, plural } from '#web/lib/format.ts'
import { textIn } from '#web/lib/forms.ts'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { StatusBadge } from '#web/ui/StatusBadge.tsx'
import { toast } from '#web/ui/toasts.ts'

const tellProblem = (error: Error) => toast(inWords(error), { tone: 'problem' })

/** What could not be done, each in words, with what can be done about it. */
export function DeadLetters() {
  const list = useInfiniteQuery(deadLettersQuery)
  const letters = list.data?.pages.flatMap(({ items }) => items) ?? []
  const [discarding, setDiscarding] = useState<DeadLetterView | null>(null)
  const sendable = letters.some((one) => one.status === 'waiting' && one.canBeSentAgain)

  return (
    <section aria-labelledby="not-done" className="mt-10">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-3">
        <h2 id="not-done" className="text-xl">
          Could not be done
        </h2>
        {sendable && <SendAllAgain />}
      </div>
      <ListState list={{ ...list, isPlaceholderData: false }} what="what could not be done">
        {letters.length === 0 ? (
          <EmptyState
            title="Everything was done"
            hint="What fails five times in a row waits here until you send it again or discard it."
          />
        ) : (
          <>
            <ul>
              {letters.map((letter) => (
                <Letter key={letter.id} letter={letter} onDiscard={() => setDiscarding(letter)} />
              ))}
            </ul>
            <ListEnd list={list} shown={letters.length} one="job" many="jobs" />
          </>
        )}
      </ListState>
      {discarding && <Discard letter={discarding} onClose={() => setDiscarding(null)} />}
    </section>
  )
}

function SendAllAgain() {
  const sendAll = useSendAllAgain()
  const press = () =>
    sendAll.mutate(undefined, {
      onSuccess: ({ sentAgain }) =>
        toast(`${plural(sentAgain, 'job is', 'jobs are')} on the way again.`),
      onError: tellProblem,
    })

  return (
    <Button tone="secondary" size="sm" busy={sendAll.isPending} onClick={press}>
      Send all again
    </Button>
  )
}

interface LetterProps {
  readonly letter: DeadLetterView
  readonly onDiscard: () => void
}

function Letter({ letter, onDiscard }: LetterProps) {
  const { id, says, order, status, attempts, failedAt, sentAgainAt } = letter
  const sendAgain = useSendAgain()
  const isOnItsWay = status === 'sent_again'

  return (
    <li className="flex flex-col gap-2 border-b border-border py-4">
      <p className="font-semibold wrap-anywhere">{says}</p>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
        <StatusBadge tone={isOnItsWay ? 'waiting' : 'attention'}>
          {isOnItsWay ? 'On its way again' : 'Waits for you'}
        </StatusBadge>
        <span>
          {plural(attempts, 'try', 'tries')}, the last on {formatMoment(failedAt)}
        </span>
        {sentAgainAt !== null && <span>Sent again on {formatMoment(sentAgainAt)}</span>}
      </p>
      <Reason letter={letter} />
      <div className="flex flex-wrap gap-2">
        {!letter.canBeSentAgain ? (
          <p className="w-full text-sm text-muted">
            It cannot be sent again: this version of the shop does not know what to do with it.
          </p>
        ) : (
          !isOnItsWay && (
            <Button
              tone="secondary"
              size="sm"
              busy={sendAgain.isPending}
              onClick={() => sendAgain.mutate(id, { onError: tellProblem })}
            >
              Send again
            </Button>
          )
        )}
        <Button tone="quiet" size="sm" onClick={onDiscard}>
          Discard
        </Button>
        {order && (
          <Link to={adminPaths.order(order.id)} className="self-center px-2 underline">
            Order {order.number}
          </Link>
        )}
      </div>
    </li>
  )
}

function Reason({ letter: { error, job, content } }: Pick<LetterProps, 'letter'>) {
  return (
    <details className="text-sm">
      <summary className="min-h-11 cursor-pointer py-2.5">What went wrong</summary>
      <p className="wrap-anywhere">
        {error ?? 'Nobody knows: the program ended each time before it could say.'}
      </p>
      <p className="mt-2 text-muted">{job ?? 'Not a job that can be read'}</p>
      <pre className="mt-1 max-w-full overflow-x-auto rounded-lg bg-surface-secondary p-3">
        {content}
      </pre>
    </details>
  )
}

/** Asks once, and why: what is discarded is never done. */
function Discard({
  letter: { id, says },
  onClose,
}: {
  readonly letter: DeadLetterView
  readonly onClose: () => void
}) {
  const formId = useId()
  const discard = useDiscard()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const reason = textIn(new FormData(event.currentTarget), 'reason')
    if (!discard.isPending) discard.mutate({ id, reason }, { onSuccess: onClose })
  }

  return (
    <Dialog
      title="Discard this?"
      open
      onClose={onClose}
      footer={
        <>
          <Button tone="secondary" onClick={onClose}>
            Leave it as it is
          </Button>
          <Button tone="danger" type="submit" form={formId} busy={discard.isPending}>
            Discard for good
          </Button>
        </>
      }
    >
      <p>{says}</p>
      <p className="mt-2">It is never done then, and this cannot be undone.</p>
      {discard.error && (
        <div className="mt-4">
          <Notice tone="attention" role="alert">
            {inWords(discard.error)}
          </Notice>
        </div>
      )}
      <form id={formId} onSubmit={submit} className="mt-4">
        <TextArea
          label="Reason"
          name="reason"
          required
          rows={2}
          maxLength={500}
          help="Kept with your name, for whoever looks later."
        />
      </form>
    </Dialog>
  )
}
