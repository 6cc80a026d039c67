import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useFieldArray, useFormContext } from 'react-hook-form'

import { FormField } from '#web/admin/parts/FormField.tsx'
import { useMay } from '#web/admin/staff.ts'
import type { AdminProductView } from '#web/api/admin-products.ts'
import { Button } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'

import { emptyVariant, type ProductDraft, type VariantDraft } from './draft.ts'
import { StockDrawer } from './StockDrawer.tsx'
import { VariantTable } from './VariantTable.tsx'

interface VariantsProps {
  readonly product: AdminProductView | null
  readonly currency: string
}

const MOST_OPTIONS = 3
const MOST_VARIANTS = 100

/** What can be bought of the product: by which options it differs, and each variant with its price and stock. */
export function Variants({ product, currency }: VariantsProps) {
  const { control } = useFormContext<ProductDraft>()
  const variants = useFieldArray({ control, name: 'variants', keyName: 'key' })
  const options = useFieldArray({ control, name: 'options', keyName: 'key' })
  const [skuShown, setSkuShown] = useState<string | null>(null)
  const mayEdit = useMay('editProducts')
  const variantShown = product?.variants.find(({ sku }) => sku === skuShown)

  const setValuesOf = useSetValues()
  const addOption = () => {
    options.append({ name: '' })
    setValuesOf((values) => [...values, ''])
  }
  const removeOption = (at: number) => {
    options.remove(at)
    setValuesOf((values) => values.toSpliced(at, 1))
  }

  return (
    <Card className="mt-5">
      <h2 className="mb-4 text-lg">Price and stock</h2>
      {(mayEdit || options.fields.length > 0) && (
        <Options
          keys={options.fields.map(({ key }) => key)}
          mayEdit={mayEdit}
          onAdd={addOption}
          onRemove={removeOption}
        />
      )}
      <VariantTable
        keys={variants.fields.map(({ key }) => key)}
        product={product}
        currency={currency}
        onRemove={variants.remove}
        onStock={setSkuShown}
      />
      {mayEdit && variants.fields.length < MOST_VARIANTS && (
        <Button
          tone="secondary"
          size="sm"
          className="mt-4"
          onClick={() => variants.append(emptyVariant(options.fields.length))}
        >
          <Plus aria-hidden="true" />
          Add a variant
        </Button>
      )}
      {product && variantShown && (
        <StockDrawer
          productId={product.id}
          variant={variantShown}
          onClose={() => setSkuShown(null)}
        />
      )}
    </Card>
  )
}

/** Changes the option values of every variant at once. */
function useSetValues() {
  const { getValues, setValue } = useFormContext<ProductDraft>()
  return (change: (values: readonly string[]) => readonly string[]) => {
    const changed = getValues('variants').map(
      (variant): VariantDraft => ({ ...variant, values: change(variant.values) }),
    )
    setValue('variants', changed, { shouldDirty: true })
  }
}

interface OptionsProps {
  readonly keys: readonly string[]
  readonly mayEdit: boolean
  readonly onAdd: () => void
  readonly onRemove: (at: number) => void
}

function Options({ keys, mayEdit, onAdd, onRemove }: OptionsProps) {
  const { control } = useFormContext<ProductDraft>()

  return (
    <fieldset disabled={!mayEdit} className="mb-5">
      <legend className="label">Variants differ by</legend>
      <p className="description mb-2">
        {keys.length === 0
          ? 'There is only one kind so far. Add an option, such as Size or Colour, if there are several.'
          : 'Each variant below has a value for each of these.'}
      </p>
      <div className="flex flex-wrap items-start gap-3">
        {keys.map((key, at) => (
          <div key={key} className="flex items-end gap-1">
            <FormField
              control={control}
              name={`options.${at}.name`}
              label={`Option ${at + 1}`}
              placeholder="Size"
              maxLength={50}
              className="max-w-44"
            />
            {mayEdit && (
              <Button
                tone="quiet"
                iconOnly
                aria-label={`Take out option ${at + 1}`}
                onClick={() => onRemove(at)}
              >
                <X aria-hidden="true" />
              </Button>
            )}
          </div>
        ))}
      </div>
      {mayEdit && keys.length < MOST_OPTIONS && (
        <Button tone="quiet" size="sm" className="mt-2 -ms-3 text-accent" onClick={onAdd}>
          <Plus aria-hidden="true" />
          Add an option
        </Button>
      )}
    </fieldset>
  )
}
