import type { ReactNode } from 'react'
import { useFormContext, useFormState, useWatch } from 'react-hook-form'

import { FormField } from '#web/admin/parts/FormField.tsx'
import { TextArea } from '#web/admin/parts/TextArea.tsx'
import { useMay } from '#web/admin/staff.ts'
import { Button } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { Select } from '#web/ui/Select.tsx'

import { CategoryField } from './CategoryField.tsx'
import { toHtml, toText } from './description.ts'
import type { ProductDraft } from './draft.ts'
import { CONDITION_WORDS, STATUS_TABS } from './filters.ts'

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Card>
      <h2 className="mb-4 text-lg">{title}</h2>
      <div className="flex flex-col gap-4">{children}</div>
    </Card>
  )
}

/** What a customer reads. */
export function Described() {
  const { control, register } = useFormContext<ProductDraft>()

  return (
    <Group title="What it is">
      <FormField control={control} name="title" label="Title" maxLength={200} />
      <Description />
      <div className="grid gap-4 md:grid-cols-2">
        <FormField control={control} name="brand" label="Brand" optional maxLength={100} />
        <Select
          label="Condition"
          choices={Object.entries(CONDITION_WORDS).map(([value, label]) => ({ value, label }))}
          {...register('condition')}
        />
      </div>
      <FormField
        control={control}
        name="slug"
        label="Address in the shop"
        optional
        maxLength={200}
        help="The part after /p/. Left empty, it is made from the title; changing it breaks links people have kept."
      />
    </Group>
  )
}

const AS_LETTER = 'An empty line begins a new paragraph. Lines that begin with “- ” become a list.'
const AS_HTML = 'Headings, tables, links, lists and emphasis are kept; anything else is taken out.'

function Description() {
  const { register, control, setValue, getValues } = useFormContext<ProductDraft>()
  const { errors } = useFormState({ control, name: 'description' })
  const [writtenAs, description] = useWatch({ control, name: ['writtenAs', 'description'] })
  const mayEdit = useMay('editProducts')
  const isLetter = writtenAs === 'text'
  const letter = isLetter ? null : toText(description)

  const rewrite = () => {
    const text = getValues('description')
    setValue('description', isLetter ? toHtml(text) : (letter ?? text), { shouldDirty: true })
    setValue('writtenAs', isLetter ? 'html' : 'text', { shouldDirty: true })
  }

  return (
    <div className="flex flex-col items-start gap-1">
      <TextArea
        label={isLetter ? 'Description' : 'Description, as HTML'}
        optional
        rows={6}
        spellCheck={isLetter}
        className={isLetter ? '' : 'font-mono text-sm'}
        error={errors.description?.message}
        help={isLetter ? AS_LETTER : AS_HTML}
        {...register('description')}
      />
      {mayEdit && (isLetter || letter !== null) && (
        <Button tone="quiet" size="sm" className="-ms-3 text-accent" onClick={rewrite}>
          {isLetter ? 'Write it as HTML' : 'Write it as plain text'}
        </Button>
      )}
    </div>
  )
}

const STATUS_HELP: Readonly<Record<ProductDraft['status'], string>> = {
  active: 'Customers see it and can buy it.',
  draft: 'Only staff see it, until it is made active.',
  archived: 'It is no longer sold; old orders keep it.',
}

/** Whether customers see it, and where. */
export function Listed() {
  const { register, control } = useFormContext<ProductDraft>()
  const status = useWatch({ control, name: 'status' })

  return (
    <Group title="In the shop">
      <Select
        label="Status"
        choices={STATUS_TABS.flatMap(({ id, label }) => (id === '' ? [] : [{ value: id, label }]))}
        help={STATUS_HELP[status]}
        {...register('status')}
      />
      <CategoryField />
      <FormField
        control={control}
        name="tags"
        label="Tags"
        optional
        help="Separate tags with commas: enamel, camping"
      />
    </Group>
  )
}
