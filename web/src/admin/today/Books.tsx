import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'

import { inWords } from '#web/admin/parts/problem-words.ts'
import { adminPaths } from '#web/admin/paths.ts'
import { useMay } from '#web/admin/staff.ts'
import { type BooksView, booksQuery, useCheckBooks } from '#web/api/admin-books.ts'
import { Button } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { StatusBadge } from '#web/ui/StatusBadge.tsx'
import { toast } from '#web/ui/toasts.ts'

import { booksStanding } from './books.ts'

type Law = BooksView['laws'][number]

/** Whether money and stock keep their laws; what is off, in words, with the way to its order. */
export function Books() {
  const { data: books, dataUpdatedAt, isError } = useQuery(booksQuery)
  const mayCheck = useMay('moveMoney')

  return (
    <section aria-labelledby="books" className="mt-10">
      <h2 id="books" className="mb-3 text-xl">
        The books
      </h2>
      <div className="flex flex-wrap items-center gap-3">
        {books && <Standing books={books} now={dataUpdatedAt} />}
        {!books && isError && <p className="text-muted">Could not be looked up just now.</p>}
        {mayCheck && <CheckNow />}
      </div>
      {books?.laws
        .filter(({ breaches }) => breaches > 0)
        .map((law) => (
          <Broken key={law.law} law={law} />
        ))}
    </section>
  )
}

function Standing({ books, now }: { readonly books: BooksView; readonly now: number }) {
  const { tone, words } = booksStanding(books, now)
  return <StatusBadge tone={tone}>{words}</StatusBadge>
}

function CheckNow() {
  const check = useCheckBooks()
  const checkNow = () =>
    check.mutate(undefined, { onError: (error) => toast(inWords(error), { tone: 'problem' }) })

  return (
    <Button tone="quiet" size="sm" busy={check.isPending} onClick={checkNow}>
      Check now
    </Button>
  )
}

function Broken({ law: { says, breaches, examples } }: { readonly law: Law }) {
  const more = breaches - examples.length

  return (
    <div className="mt-3">
      <Notice tone="attention">
        <h3 className="font-semibold">Not kept: {says}</h3>
        <ul className="mt-1 list-disc ps-5">
          {examples.map((example) => (
            <li key={example.detail} className="wrap-anywhere">
              {example.detail} <ToOrder order={example.order} />
            </li>
          ))}
        </ul>
        {more > 0 && <p className="mt-1">And {more} more.</p>}
      </Notice>
    </div>
  )
}

function ToOrder({ order }: { readonly order: Law['examples'][number]['order'] }) {
  const readsOrders = useMay('readOrders')
  if (!order || !readsOrders) return null
  return (
    <Link to={adminPaths.order(order.id)} className="underline">
      Look at order {order.number}
    </Link>
  )
}
