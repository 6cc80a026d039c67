import { FormProvider, useForm } from 'react-hook-form'

import { inWords } from '#web/admin/parts/problem-words.ts'
import { LeaveGuard } from '#web/admin/products/LeaveGuard.tsx'
import { type SettingsView, useSaveSettings } from '#web/api/admin-settings.ts'
import { ApiProblem } from '#web/api/client.ts'
import { Button } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { toast } from '#web/ui/toasts.ts'

import { changeOf, draftOf, type SettingsDraft } from './draft.ts'
import {
  DeliveryFields,
  LimitFields,
  MoneyFields,
  ShopFields,
  TimeFields,
} from './SettingsFields.tsx'

interface SettingsFormProps {
  readonly settings: SettingsView
  readonly onReread: () => Promise<void>
}

/** All of the settings in one form, saved together. */
export function SettingsForm({ settings, onReread }: SettingsFormProps) {
  const form = useForm<SettingsDraft>({ defaultValues: draftOf(settings) })
  const { mutate, isPending, error } = useSaveSettings()
  const { isDirty, errors } = form.formState
  const save = form.handleSubmit((draft) =>
    mutate(changeOf(draft, settings), { onSuccess: () => toast('Saved.') }),
  )

  return (
    <FormProvider {...form}>
      <form noValidate onSubmit={(event) => void save(event)} className="max-w-160">
        {error && <Refused error={error} onReread={onReread} />}
        <div className="flex flex-col gap-6">
          <ShopFields />
          <MoneyFields />
          <DeliveryFields currency={settings.currency} />
          <TimeFields />
          <LimitFields />
        </div>
        <div className="save-bar">
          <p role="status" className="min-w-0 flex-1 text-sm text-muted">
            {standing(isDirty, Object.keys(errors).length > 0)}
          </p>
          <Button tone="secondary" disabled={!isDirty} onClick={() => form.reset()}>
            Discard
          </Button>
          <Button type="submit" busy={isPending} disabled={!isDirty}>
            Save
          </Button>
        </div>
      </form>
      <LeaveGuard dirty={isDirty} />
    </FormProvider>
  )
}

function standing(isDirty: boolean, hasFaults: boolean): string {
  if (hasFaults) return 'Some fields need another look'
  return isDirty ? 'Not saved yet' : 'Nothing to save'
}

function Refused({
  error,
  onReread,
}: { readonly error: Error } & Pick<SettingsFormProps, 'onReread'>) {
  const changed = error instanceof ApiProblem && error.code === 'settings-changed'
  const faults = error instanceof ApiProblem ? error.errors : []

  return (
    <div className="mb-5">
      <Notice tone="attention" role="alert">
        <p>{inWords(error)}</p>
        {faults.length > 0 && (
          <ul className="list-disc ps-5">
            {faults.map(({ pointer, detail }) => (
              <li key={pointer}>{detail}</li>
            ))}
          </ul>
        )}
        {changed && (
          <Button tone="secondary" size="sm" className="mt-2" onClick={() => void onReread()}>
            Read them again, and lose what I typed
          </Button>
        )}
      </Notice>
    </div>
  )
}
