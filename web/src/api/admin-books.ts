import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import type { BooksView } from '#features/operations/contract.ts'

import { adminApi } from './admin-client.ts'

export type { BooksView }

const BOOKS = ['admin', 'books']
/** They are checked every five minutes; a minute later is soon enough. */
const LOOK_AGAIN_MS = 60_000

/** What the last check of money and stock found. */
export const booksQuery = queryOptions({
  queryKey: BOOKS,
  queryFn: ({ signal }) => adminApi.get<BooksView>('/books', { signal }),
  refetchInterval: LOOK_AGAIN_MS,
})

/** Has them checked now. */
export function useCheckBooks() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => adminApi.post<BooksView>('/books/checks'),
    onSuccess: (books) => void queryClient.setQueryData(BOOKS, books),
  })
}
