import { type FieldPath, FormProvider, useFormState } from 'react-hook-form'
import { useNavigate } from 'react-router'

import { FaultSummary } from '#web/admin/parts/FaultSummary.tsx'
import { inWords } from '#web/admin/parts/problem-words.ts'
import { adminPaths } from '#web/admin/paths.ts'
import { useMay, useStaff } from '#web/admin/staff.ts'
import type { AdminProductView } from '#web/api/admin-products.ts'
import { Notice } from '#web/ui/Notice.tsx'

import { Conflict } from './Conflict.tsx'
import type { ProductDraft } from './draft.ts'
import { LeaveGuard } from './LeaveGuard.tsx'
import { summed } from './labels.ts'
import { Pictures } from './Pictures.tsx'
import { Described, Listed } from './ProductFields.tsx'
import { SaveBar } from './SaveBar.tsx'
import { type ProductEditor as Editor, useProductEditor } from './use-product-editor.ts'
import { Variants } from './Variants.tsx'

interface ProductEditorProps {
  /** As it is saved now; null for one that is being added. */
  readonly product: AdminProductView | null
  readonly currency: string
}

/** One form for all of a product. Stock is not part of it: units move by adjustment only. */
export function ProductEditor({ product, currency }: ProductEditorProps) {
  const editor = useProductEditor({ product, currency })
  const navigate = useNavigate()
  const mayEdit = useMay('editProducts')
  const { form, base } = editor
  const { isDirty } = useFormState({ control: form.control })
  const leave = () => void navigate(adminPaths.products())

  return (
    <FormProvider {...form}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void editor.submit()
        }}
      >
        {!mayEdit && <LookOnly />}
        <Refusals editor={editor} currency={currency} />
        <div className="detail-columns">
          <fieldset disabled={!mayEdit} className="flex min-w-0 flex-col gap-5">
            <Described />
          </fieldset>
          <fieldset disabled={!mayEdit} className="flex min-w-0 flex-col gap-5">
            <Listed />
            {product && <Pictures product={product} />}
          </fieldset>
        </div>
        <Variants product={product} currency={currency} />
        {mayEdit && (
          <SaveBar
            dirty={isDirty}
            isNew={base === null}
            saving={editor.sending}
            onDiscard={base === null ? leave : editor.discard}
          />
        )}
      </form>
      <LeaveGuard dirty={isDirty} />
    </FormProvider>
  )
}

function LookOnly() {
  const { role } = useStaff()

  return (
    <div className="mb-5">
      <Notice>You can look at products. Changing them is not part of the role “{role}”.</Notice>
    </div>
  )
}

interface RefusalsProps {
  readonly editor: Editor
  readonly currency: string
}

/** What stands between the form and its being saved. */
function Refusals({ editor, currency }: RefusalsProps) {
  const { form, base, theirs, refusal, failures } = editor
  const { errors } = useFormState({ control: form.control })
  const faults = summed(errors, form.getValues())

  if (base && theirs) {
    return (
      <Conflict
        base={base}
        theirs={theirs}
        currency={currency}
        busy={editor.sending}
        onSaveOver={() => void editor.saveOver(theirs.version)}
        onTakeTheirs={() => editor.takeTheirs(theirs)}
      />
    )
  }
  if (failures === 0 || (faults.length === 0 && refusal === null)) return null
  return (
    <FaultSummary
      key={failures}
      title="This is not saved yet"
      detail={refusal === null ? undefined : `${inWords(refusal)} What you typed is still here.`}
      faults={faults}
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the paths come from the form's own errors
      onGoTo={(path) => form.setFocus(path as FieldPath<ProductDraft>)}
    />
  )
}
