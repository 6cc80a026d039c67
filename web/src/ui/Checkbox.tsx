import type { ComponentProps, ReactNode } from 'react'

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type' | 'children'> {
  readonly label: ReactNode
  /** Stands at the end of the row, for a count. */
  readonly aside?: ReactNode
}

/** A row that can be ticked; the whole row is the target. */
export function Checkbox({ label, aside, className = '', ...input }: CheckboxProps) {
  return (
    <label className={`touch flex cursor-pointer items-center gap-3 ${className}`}>
      <input type="checkbox" className="checkbox-native" {...input} />
      <span className="min-w-0 flex-1 break-words">{label}</span>
      {aside !== undefined && <span className="text-sm text-muted tabular-nums">{aside}</span>}
    </label>
  )
}
