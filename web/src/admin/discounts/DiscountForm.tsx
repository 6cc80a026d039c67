import { useState } from 'react'
import { useForm, useFormState, useWatch } from 'react-hook-form'
import { useNavigate } from 'react-router'

import { FaultSummary } from '#web/admin/parts/FaultSummary.tsx'
import { inWords } from '#web/admin/parts/problem-words.ts'
import { adminPaths } from '#web/admin/paths.ts'
import { LeaveGuard, SAVED } from '#web/admin/products/LeaveGuard.tsx'
import { SaveBar } from '#web/admin/products/SaveBar.tsx'
import { type DiscountView, useSaveDiscount } from '#web/api/admin-discounts.ts'
import { ApiProblem } from '#web/api/client.ts'
import { toast } from '#web/ui/toasts.ts'

import { Given, Limits, Worth } from './DiscountFields.tsx'
import {
  type DiscountDraft,
  type DraftFaults,
  type DraftField,
  draftOf,
  faultsFrom,
  LABELS,
  NEW_DRAFT,
  readDraft,
} from './draft.ts'

interface DiscountFormProps {
  /** As it is saved now; null for one that is being added. */
  readonly discount: DiscountView | null
  readonly currency: string
}

/** One form for a coupon or a promotion that applies by itself. */
export function DiscountForm({ discount, currency }: DiscountFormProps) {
  const form = useForm<DiscountDraft>({ defaultValues: discount ? draftOf(discount) : NEW_DRAFT })
  const { control } = form
  const { isDirty } = useFormState({ control })
  const { submit, saving, tries, faults, refusal } = useSaving({ form, discount, currency })
  const navigate = useNavigate()
  const summed = Object.entries(faults).map(([path, message]) => ({
    path,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the faults are kept by field
    label: LABELS[path as DraftField],
    message,
  }))
  const parts = { control, faults, currency, kind: useWatch({ control, name: 'kind' }) }

  return (
    <form noValidate onSubmit={(event) => void form.handleSubmit(submit)(event)}>
      {tries > 0 && (summed.length > 0 || refusal !== undefined) && (
        <FaultSummary
          key={tries}
          title="This is not saved yet"
          detail={refusal}
          faults={summed}
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the faults are kept by field
          onGoTo={(path) => form.setFocus(path as DraftField)}
        />
      )}
      <div className="flex max-w-140 flex-col gap-5">
        <Worth {...parts} />
        <Given {...parts} given={useWatch({ control, name: 'given' })} />
        <Limits {...parts} />
      </div>
      <SaveBar
        dirty={isDirty}
        isNew={discount === null}
        addLabel="Add discount"
        saving={saving}
        onDiscard={() =>
          discount ? form.reset(draftOf(discount)) : void navigate(adminPaths.discounts)
        }
      />
      <LeaveGuard dirty={isDirty} />
    </form>
  )
}

interface Saving extends DiscountFormProps {
  readonly form: ReturnType<typeof useForm<DiscountDraft>>
}

/** Sends the form, and keeps what the shop says to it. */
function useSaving({ form, discount, currency }: Saving) {
  const save = useSaveDiscount(discount?.id ?? null)
  const navigate = useNavigate()
  const [tries, setTries] = useState(0)
  const [unfit, setUnfit] = useState<DraftFaults>({})
  const { error } = save
  const told = toldOf(error)

  const submit = (draft: DiscountDraft) => {
    if (save.isPending) return
    const { body, faults } = readDraft(draft, currency)
    setUnfit(faults)
    setTries(tries + 1)
    save.reset()
    if (Object.keys(faults).length > 0) return
    save.mutate(body, {
      onSuccess: (saved) => {
        form.reset(draftOf(saved))
        toast(`Saved: ${saved.name}.`)
        if (!discount) void navigate(adminPaths.discount(saved.id), { replace: true, state: SAVED })
      },
    })
  }
  return {
    submit,
    tries,
    saving: save.isPending,
    faults: { ...unfit, ...told },
    refusal:
      error && Object.keys(told).length === 0
        ? `${inWords(error)} What you typed is still here.`
        : undefined,
  }
}

/** What the shop refused, by field. */
function toldOf(error: Error | null): DraftFaults {
  if (!(error instanceof ApiProblem)) return {}
  if (error.code === 'code-taken') return { code: error.message }
  if (error.code === 'gift-unknown') return { giftSku: error.message }
  return faultsFrom(error.errors)
}
