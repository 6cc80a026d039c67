import type { ComponentProps } from 'react'
import {
  type Control,
  type FieldPath,
  type FieldValues,
  type UseControllerProps,
  useController,
} from 'react-hook-form'

import { TextField } from '#web/ui/TextField.tsx'

type FormFieldProps<Draft extends FieldValues> = Omit<
  ComponentProps<typeof TextField>,
  'name' | 'value' | 'error' | 'onChange' | 'onBlur' | 'ref'
> & {
  readonly control: Control<Draft>
  readonly name: FieldPath<Draft>
  readonly rules?: UseControllerProps<Draft>['rules']
}

/** The kit's text field as part of a form: its value, its fault, and the way for the focus to find it. */
export function FormField<Draft extends FieldValues>({
  control,
  name,
  rules,
  ...look
}: FormFieldProps<Draft>) {
  const { field, fieldState } = useController({ control, name, ...(rules && { rules }) })
  return <TextField autoComplete="off" {...look} {...field} error={fieldState.error?.message} />
}
