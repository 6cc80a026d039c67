import { Minus, Plus } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'

interface QuantityStepperProps {
  /** What is being counted: "Enamel mug, blue". */
  readonly label: string
  readonly value: number
  readonly min?: number
  readonly max: number
  /** What is said when more was typed than there are; "Only 3 left" when it is left out. */
  readonly lowered?: string | undefined
  readonly onChange: (quantity: number) => void
}

/**
 * A quantity with a button on each side; typing one is possible too, and takes effect on leaving or Enter. More than
 * there are becomes what there are, and that is said.
 */
export function QuantityStepper({
  label,
  value,
  min = 1,
  max,
  lowered,
  onChange,
}: QuantityStepperProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const [isLowered, setLowered] = useState(false)

  const change = (quantity: number) => {
    setTyped(null)
    setLowered(quantity > max)
    const bounded = Math.min(Math.max(quantity, min), max)
    if (bounded !== value) onChange(bounded)
  }
  const commit = () => {
    if (typed !== null) change(/^\d+$/.test(typed) ? Number(typed) : value)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') event.preventDefault()
    if (event.key === 'Enter') commit()
    if (event.key === 'ArrowUp') change(value + 1)
    if (event.key === 'ArrowDown') change(value - 1)
  }

  return (
    <div className="flex flex-col">
      <fieldset
        aria-label={`Quantity of ${label}`}
        className="inline-flex flex-1 items-stretch rounded-lg border border-edge bg-surface"
      >
        <StepButton name="One fewer" disabled={value <= min} onClick={() => change(value - 1)}>
          <Minus aria-hidden="true" size={18} />
        </StepButton>
        <input
          aria-label="Quantity"
          inputMode="numeric"
          autoComplete="off"
          className="w-9 bg-transparent text-center font-semibold tabular-nums"
          value={typed ?? value}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={commit}
          onKeyDown={onKeyDown}
        />
        <StepButton name="One more" disabled={value >= max} onClick={() => change(value + 1)}>
          <Plus aria-hidden="true" size={18} />
        </StepButton>
      </fieldset>
      {/* Always there, so that what comes into it is read out. */}
      <output className="text-sm font-medium">
        {isLowered && (lowered ?? `Only ${max} left`)}
      </output>
    </div>
  )
}

interface StepButtonProps {
  readonly name: string
  readonly disabled: boolean
  readonly onClick: () => void
  readonly children: React.ReactNode
}

function StepButton({ name, disabled, onClick, children }: StepButtonProps) {
  return (
    <button
      type="button"
      aria-label={name}
      aria-disabled={disabled || undefined}
      onClick={disabled ? undefined : onClick}
      className="touch grid place-items-center rounded-lg hover:bg-surface-secondary aria-disabled:cursor-not-allowed aria-disabled:text-muted aria-disabled:opacity-50 aria-disabled:hover:bg-transparent"
    >
      {children}
    </button>
  )
}
