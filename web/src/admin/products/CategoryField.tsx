import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useFormContext, useFormState } from 'react-hook-form'

import { inWords } from '#web/admin/parts/problem-words.ts'
import { useMay } from '#web/admin/staff.ts'
import { categoriesQuery, useCreateCategory } from '#web/api/admin-products.ts'
import { textIn } from '#web/lib/forms.ts'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Select } from '#web/ui/Select.tsx'
import { TextField } from '#web/ui/TextField.tsx'
import { toast } from '#web/ui/toasts.ts'

import type { ProductDraft } from './draft.ts'

/** The category, and the way to a new one. */
export function CategoryField() {
  const { register, control, setValue } = useFormContext<ProductDraft>()
  const { errors } = useFormState({ control, name: 'categoryId' })
  const { data: categories } = useQuery(categoriesQuery)
  const mayEdit = useMay('editProducts')
  const [adding, setAdding] = useState(false)
  const choose = (id: string) => {
    setAdding(false)
    // The choice is only there once the list with it is shown.
    setTimeout(() => setValue('categoryId', id, { shouldDirty: true, shouldValidate: true }))
  }

  return (
    <div className="flex flex-col items-start gap-1">
      <Select
        // Without its choices a select cannot show the one that is chosen.
        key={categories?.length}
        label="Category"
        choices={[
          { value: '', label: 'None' },
          ...(categories ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        error={errors.categoryId?.message}
        {...register('categoryId')}
      />
      {mayEdit && (
        <Button
          tone="quiet"
          size="sm"
          className="-ms-3 text-accent"
          onClick={() => setAdding(true)}
        >
          New category
        </Button>
      )}
      <Dialog title="New category" open={adding} onClose={() => setAdding(false)} size="sm">
        <NewCategory onAdded={choose} onClose={() => setAdding(false)} />
      </Dialog>
    </div>
  )
}

interface NewCategoryProps {
  readonly onAdded: (id: string) => void
  readonly onClose: () => void
}

function NewCategory({ onAdded, onClose }: NewCategoryProps) {
  const create = useCreateCategory()
  const [isMissing, setMissing] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // Inside the page's form only to React: its own submission is not the product's.
    event.stopPropagation()
    const name = textIn(new FormData(event.currentTarget), 'name')
    setMissing(name === '')
    if (name === '' || create.isPending) return
    create.mutate(
      { name },
      {
        onSuccess: (category) => {
          toast(`${category.name} is added at the end of the menu.`)
          onAdded(category.id)
        },
      },
    )
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <TextField
        label="Name"
        name="name"
        autoComplete="off"
        maxLength={100}
        help="It appears in the shop's menu as soon as a product in it is active."
        error={isMissing ? 'Enter a name.' : create.error ? inWords(create.error) : undefined}
      />
      <div className="flex flex-wrap justify-end gap-3">
        <Button tone="secondary" onClick={onClose}>
          Not now
        </Button>
        <Button type="submit" busy={create.isPending}>
          Add category
        </Button>
      </div>
    </form>
  )
}
