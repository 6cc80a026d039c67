import { type ComponentProps, useId } from 'react'

interface TextAreaProps extends ComponentProps<'textarea'> {
  readonly label: string
  readonly help?: string | undefined
  readonly error?: string | undefined
  readonly optional?: boolean
}

/** A labelled text of several lines; it grows with what is written. */
export function TextArea({
  label,
  help,
  error,
  optional = false,
  className = '',
  id,
  ...textarea
}: TextAreaProps) {
  const ownId = useId()
  const fieldId = id ?? ownId
  const noteId = `${fieldId}-note`
  const note = error ?? help
  const wrong = error !== undefined

  return (
    <div className="flex w-full flex-col gap-1">
      <label htmlFor={fieldId} className="label">
        {label}
        {optional && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      <textarea
        id={fieldId}
        className={`input text-area ${className}`}
        aria-required={!optional || undefined}
        aria-invalid={wrong}
        data-invalid={wrong}
        aria-describedby={note && noteId}
        {...textarea}
      />
      {note !== undefined && (
        <p id={noteId} className={wrong ? 'field-error' : 'description'}>
          {note}
        </p>
      )}
    </div>
  )
}
