import { useEffect, useRef } from 'react'

export interface SummedFault {
  readonly path: string
  /** The field, as the form calls it. */
  readonly label: string
  readonly message: string
}

interface FaultSummaryProps {
  readonly title: string
  readonly detail?: string | undefined
  readonly faults: readonly SummedFault[]
  readonly onGoTo: (path: string) => void
}

/** Why it was not saved, at the top of the form: it takes the focus, and each fault leads to its field. */
export function FaultSummary({ title, detail, faults, onGoTo }: FaultSummaryProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])

  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="mb-5 rounded-lg border border-danger bg-danger-soft p-5"
    >
      <h2 className="text-lg">{title}</h2>
      {detail !== undefined && <p>{detail}</p>}
      <ul className="mt-1 list-disc ps-5">
        {faults.map(({ path, label, message }) => (
          <li key={path}>
            <button
              type="button"
              className="min-h-8 text-start underline"
              onClick={() => onGoTo(path)}
            >
              {label}: {message}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
