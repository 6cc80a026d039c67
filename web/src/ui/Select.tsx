import { type ComponentProps, useId } from 'react'

export interface Choice {
  readonly value: string
  readonly label: string
  readonly disabled?: boolean
}

interface SelectProps extends Omit<ComponentProps<'select'>, 'size' | 'children'> {
  readonly label: string
  readonly choices: readonly Choice[]
  readonly error?: string | undefined
  readonly help?: string
  /** Keeps the label for screen readers only, where the place makes it plain (a toolbar). */
  readonly labelHidden?: boolean
}

/** A labelled choice of one: the browser's own control, which autofill and phones know best. */
export function Select({
  label,
  choices,
  error,
  help,
  labelHidden = false,
  className = '',
  id,
  ...select
}: SelectProps) {
  const ownId = useId()
  const selectId = id ?? ownId
  const noteId = `${selectId}-note`
  const note = error ?? help
  const wrong = error !== undefined

  return (
    <div className={`flex w-full flex-col gap-1 ${className}`}>
      <label htmlFor={selectId} className={labelHidden ? 'sr-only' : 'label'}>
        {label}
      </label>
      <select
        id={selectId}
        className="input select-native"
        aria-invalid={wrong}
        data-invalid={wrong}
        aria-describedby={note && noteId}
        {...select}
      >
        {choices.map(({ value, label: text, disabled }) => (
          <option key={value} value={value} disabled={disabled}>
            {text}
          </option>
        ))}
      </select>
      {note !== undefined && (
        <p id={noteId} className={wrong ? 'field-error' : 'description'}>
          {note}
        </p>
      )}
    </div>
  )
}
