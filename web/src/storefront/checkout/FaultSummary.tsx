import { useEffect, useRef } from 'react'
import { Link } from 'react-router'

import type { CartChange } from '#web/api/checkout.ts'
import { paths } from '#web/lib/paths.ts'

import { fieldId } from './FormFields.tsx'
import { type Faults, inFormOrder } from './faults.ts'

interface FaultSummaryProps {
  readonly title: string
  readonly detail?: string | undefined
  readonly faults: Faults
  readonly changes: readonly CartChange[]
  /** Orders of theirs that have to be paid or cancelled first. */
  readonly orders?: readonly { readonly id: string; readonly number: number }[]
}

/** Why it did not go through, at the top of the form: it takes the focus, and each fault leads to its field. */
export function FaultSummary({ title, detail, faults, changes, orders = [] }: FaultSummaryProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])

  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="rounded-lg border border-danger bg-danger-soft p-5"
    >
      <h2 className="text-lg">{title}</h2>
      {detail !== undefined && <p>{detail}</p>}
      <ul className="mt-1">
        {changes.map((change) => (
          <li key={change.sku}>{change.detail}</li>
        ))}
        {orders.map(({ id, number }) => (
          <li key={id}>
            <Link to={paths.order(id)} className="inline-block min-h-8 py-0.5 underline">
              Order {number}
            </Link>
          </li>
        ))}
        {inFormOrder(faults).map(([field, fault]) => (
          <li key={field}>
            <button
              type="button"
              className="min-h-8 py-0.5 text-start underline"
              onClick={() => document.getElementById(fieldId(field))?.focus()}
            >
              {fault}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
