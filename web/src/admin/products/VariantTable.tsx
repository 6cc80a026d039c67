import { X } from 'lucide-react'
import type { ComponentProps } from 'react'
import { useId } from 'react'
import { type FieldPath, useFormContext, useFormState, useWatch } from 'react-hook-form'

import { useMay } from '#web/admin/staff.ts'
import type { AdminProductView, AdminVariantView } from '#web/api/admin-products.ts'
import { Button } from '#web/ui/Button.tsx'

import { currencySign } from './amount.ts'
import type { ProductDraft, VariantDraft } from './draft.ts'
import { variantName } from './labels.ts'

interface VariantTableProps {
  readonly keys: readonly string[]
  readonly product: AdminProductView | null
  readonly currency: string
  readonly onRemove: (at: number) => void
  /** Opens the stock of a SKU. */
  readonly onStock: (sku: string) => void
}

/** The variants, one a row; on a phone each is a block with its fields below one another. */
export function VariantTable({ keys, product, currency, onRemove, onStock }: VariantTableProps) {
  const { control } = useFormContext<ProductDraft>()
  const options = useWatch({ control, name: 'options' })
  const sign = currencySign(currency)
  const mayEdit = useMay('editProducts')

  return (
    <div className="variant-scroll">
      <table className="variant-rows">
        <caption className="sr-only">Variants with their prices and stock</caption>
        <thead>
          <tr>
            {options.map(({ name }, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- an option is its place among the options
              <th key={at} scope="col">
                {name || `Option ${at + 1}`}
              </th>
            ))}
            <th scope="col">SKU</th>
            <th scope="col" className="in-price">
              Price, {sign}
            </th>
            <th scope="col">Was, {sign}</th>
            <th scope="col">Cost, {sign}</th>
            <th scope="col" className="in-weight">
              Weight, g
            </th>
            <th scope="col">Barcode</th>
            <th scope="col">{product ? 'Stock' : 'Units'}</th>
            {mayEdit && keys.length > 1 && (
              <th scope="col" className="in-remove">
                <span className="sr-only">Take out</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {keys.map((key, at) => (
            <Row
              key={key}
              at={at}
              sign={sign}
              product={product}
              onStock={onStock}
              onRemove={keys.length > 1 ? () => onRemove(at) : null}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface RowProps {
  readonly at: number
  readonly sign: string
  readonly product: AdminProductView | null
  /** Null for the only one. */
  readonly onRemove: (() => void) | null
  readonly onStock: (sku: string) => void
}

function Row({ at, sign, product, onRemove, onStock }: RowProps) {
  const { control } = useFormContext<ProductDraft>()
  const [options, variant] = useWatch({ control, name: ['options', `variants.${at}`] })
  const mayEdit = useMay('editProducts')
  // While a row is being taken out, its place in the form is empty for a moment.
  if (!variant) return null

  const name = variantName(variant, at)
  const path = <Field extends keyof VariantDraft>(field: Field) =>
    `variants.${at}.${field}` as const
  return (
    <tr>
      {options.map((option, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- an option is its place among the options
        <td key={index} className="in-option">
          <Cell
            path={`variants.${at}.values.${index}`}
            label={option.name || `Option ${index + 1}`}
            of={name}
            maxLength={100}
          />
        </td>
      ))}
      <td className="in-sku">
        <Cell path={path('sku')} label="SKU" of={name} maxLength={64} spellCheck={false} />
      </td>
      <td>
        <Cell path={path('price')} label={`Price, ${sign}`} of={name} inputMode="decimal" />
      </td>
      <td>
        <Cell path={path('compareAt')} label={`Was, ${sign}`} of={name} inputMode="decimal" />
      </td>
      <td>
        <Cell path={path('cost')} label={`Cost, ${sign}`} of={name} inputMode="decimal" />
      </td>
      <td>
        <Cell path={path('weight')} label="Weight, g" of={name} inputMode="numeric" />
      </td>
      <td className="in-barcode">
        <Cell path={path('barcode')} label="Barcode" of={name} maxLength={50} spellCheck={false} />
      </td>
      <td className="in-stock">
        {product === null ? (
          <Cell path={path('onHand')} label="Units on hand" of={name} inputMode="numeric" />
        ) : (
          <StockCell
            saved={product.variants.find(({ id }) => id === variant.variantId)}
            onOpen={onStock}
          />
        )}
      </td>
      {mayEdit && onRemove && (
        <td className="in-remove">
          <Button tone="quiet" iconOnly aria-label={`Take out ${name}`} onClick={onRemove}>
            <X aria-hidden="true" />
          </Button>
        </td>
      )}
    </tr>
  )
}

interface CellProps extends Omit<ComponentProps<'input'>, 'ref' | 'name'> {
  readonly path: FieldPath<ProductDraft>
  readonly label: string
  /** Which variant it is of, for those who hear the field without its row. */
  readonly of: string
}

function Cell({ path, label, of, ...input }: CellProps) {
  const { register, control, getFieldState } = useFormContext<ProductDraft>()
  const { error } = getFieldState(path, useFormState({ control, name: path }))
  const mayEdit = useMay('editProducts')
  const id = useId()
  const faultId = `${id}-fault`
  const wrong = error !== undefined

  return (
    <>
      <label htmlFor={id} className="cell-label">
        {label}
        <span className="sr-only"> of {of}</span>
      </label>
      <input
        id={id}
        className="input tabular-nums"
        autoComplete="off"
        disabled={!mayEdit}
        aria-invalid={wrong}
        data-invalid={wrong}
        aria-describedby={wrong ? faultId : undefined}
        {...input}
        {...register(path)}
      />
      {wrong && (
        <p id={faultId} className="field-error text-sm">
          {error.message}
        </p>
      )}
    </>
  )
}

interface StockCellProps {
  /** Undefined for a variant that is not saved yet. */
  readonly saved: AdminVariantView | undefined
  readonly onOpen: (sku: string) => void
}

function StockCell({ saved, onOpen }: StockCellProps) {
  const mayEdit = useMay('editProducts')
  if (!saved) return <p className="text-sm text-muted">None yet. Save first, then add units.</p>

  return (
    <>
      <span className="cell-label">Stock</span>
      <Button
        tone="secondary"
        className="w-full tabular-nums"
        aria-label={`${mayEdit ? 'Adjust' : 'Look at'} the stock of ${saved.sku}: ${saved.available} available`}
        onClick={() => onOpen(saved.sku)}
      >
        {saved.available}
        {saved.reserved > 0 && <span className="font-normal"> of {saved.onHand}</span>}
      </Button>
    </>
  )
}
