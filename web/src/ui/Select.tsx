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
  ...select
}: SelectProps) {
  const id = useId()
  const noteId = `${id}-note`
  const note = error ?? help

  return (
    <div className={`flex w-full flex-col gap-1 ${className}`}>
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'label'}>
        {label}
      </label>
      <select
        id={id}
        className="input select-native"
        aria-invalid={error !== undefined || undefined}
        data-invalid={error !== undefined || undefined}
        aria-describedby={note === undefined ? undefined : noteId}
        {...select}
      >
        {choices.map(({ value, label: text, disabled }) => (
          <option key={value} value={value} disabled={disabled}>
            {text}
          </option>
        ))}
      </select>
      {note !== undefined && (
        <p id={noteId} className={error === undefined ? 'description' : 'field-error'}>
          {note}
        </p>
      )}
    </div>
  )
}
