import { toNestErrors } from '@hookform/resolvers'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type FieldError,
  type FieldPath,
  type Resolver,
  type UseFormReturn,
  useForm,
} from 'react-hook-form'
import { useNavigate } from 'react-router'

import { adminPaths } from '#web/admin/paths.ts'
import { type AdminProductView, productQuery, useSaveProduct } from '#web/api/admin-products.ts'
import { ApiProblem } from '#web/api/client.ts'
import { toast } from '#web/ui/toasts.ts'

import { bodyOf, draftOf, emptyDraft, type ProductDraft } from './draft.ts'
import { type Fault, faultsFrom, faultsIn } from './faults.ts'
import { SAVED } from './LeaveGuard.tsx'

/** By field, the first that is wrong with each. */
function byPath(faults: readonly Fault[]) {
  const found = new Map<string, FieldError>()
  for (const { path, message } of faults) {
    if (!found.has(path)) found.set(path, { type: 'fault', message })
  }
  return Object.fromEntries(found)
}

const resolverFor =
  (currency: string): Resolver<ProductDraft> =>
  (draft, _context, options) => {
    const faults = faultsIn(draft, currency)
    return faults.length === 0
      ? { values: draft, errors: {} }
      : { values: {}, errors: toNestErrors(byPath(faults), options) }
  }

export type ProductEditor = ReturnType<typeof useProductEditor>

interface Edited {
  /** Null adds a product. */
  readonly product: AdminProductView | null
  readonly currency: string
}

/** How the form stands with the shop. */
interface Told {
  /** What was read, or saved last. */
  readonly base: AdminProductView | null
  /** What somebody else saved meanwhile. */
  readonly theirs: AdminProductView | null
  /** A refusal that is about no field. */
  readonly refusal: unknown
  /** How often it could not be saved; each time is said aloud. */
  readonly failures: number
}

const agreed = (base: AdminProductView | null): Told => ({
  base,
  theirs: null,
  refusal: null,
  failures: 0,
})

/** The form of a product: what was read, what is typed, what the shop said to it. */
export function useProductEditor({ product, currency }: Edited) {
  const [told, setTold] = useState(agreed(product))
  const { base } = told
  const form = useForm<ProductDraft>({
    defaultValues: base ? draftOf(base) : emptyDraft(),
    resolver: resolverFor(currency),
    shouldFocusError: false,
  })
  const { send, sending } = useSending({ form, currency })
  const tell = (news: Partial<Told>) =>
    setTold((before) => ({ ...before, ...news, failures: before.failures + 1 }))

  const startFrom = (saved: AdminProductView, keepValues = false) => {
    form.reset(draftOf(saved), { keepValues })
    setTold(agreed(saved))
  }
  const save = async (draft: ProductDraft, version: number) => {
    const answer = await send(draft, { id: base?.id ?? null, version })
    if ('saved' in answer) startFrom(answer.saved, answer.typedOn)
    else tell(answer)
  }
  const submitAt = async (version: number) =>
    await form.handleSubmit(
      async (draft) => await save(draft, version),
      () => tell({ refusal: null }),
    )()

  /** Drops what is typed, and keeps it for whoever wants it back after all. */
  const putAway = (drop: () => void) => {
    const typed = form.getValues()
    drop()
    const bringBack = () => form.reset(typed, { keepDefaultValues: true })
    toast('Your changes are put away.', { action: { label: 'Bring them back', run: bringBack } })
  }

  return {
    ...told,
    form,
    sending,
    submit: async () => await submitAt(base?.version ?? 0),
    /** Saves over what somebody else saved, knowing of it. */
    saveOver: submitAt,
    takeTheirs: (theirs: AdminProductView) => putAway(() => startFrom(theirs)),
    discard: () =>
      putAway(() => {
        form.reset()
        setTold(agreed(base))
      }),
  }
}

interface Sending {
  readonly form: UseFormReturn<ProductDraft>
  readonly currency: string
}

type Answer =
  /** `typedOn`: more was typed while it was being saved. */
  { readonly saved: AdminProductView; readonly typedOn: boolean } | Pick<Told, 'theirs' | 'refusal'>

/** Sends the draft, and puts what the shop has against it at its fields. */
function useSending({ form, currency }: Sending) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const saving = useSaveProduct()

  const refusedBy = async (error: unknown, draft: ProductDraft, id: string | null) => {
    const problem = error instanceof ApiProblem ? error : null
    const faults = problem ? faultsFrom(problem, draft) : []
    for (const { path, message } of faults) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- faultsFrom() names fields of the draft
      form.setError(path as FieldPath<ProductDraft>, { message })
    }
    if (problem?.code !== 'product-changed' || id === null) {
      return { theirs: null, refusal: faults.length === 0 ? error : null }
    }
    try {
      const theirs = await queryClient.fetchQuery({ ...productQuery(id), staleTime: 0 })
      return { theirs, refusal: null }
    } catch {
      return { theirs: null, refusal: error }
    }
  }

  const send = async (
    draft: ProductDraft,
    { id, version }: { readonly id: string | null; readonly version: number },
  ): Promise<Answer> => {
    try {
      const body = bodyOf(draft, { currency, isNew: id === null })
      const saved = await saving.mutateAsync({ id, version, body })
      const typedOn = JSON.stringify(form.getValues()) !== JSON.stringify(draft)
      toast(id === null ? `${saved.title} is added.` : 'Saved.')
      if (id === null) await navigate(adminPaths.product(saved.id), { replace: true, state: SAVED })
      return { saved, typedOn }
    } catch (error) {
      return await refusedBy(error, draft, id)
    }
  }

  return { send, sending: saving.isPending }
}
