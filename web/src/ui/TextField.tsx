import { Description } from '@heroui/react/description'
import { FieldError } from '@heroui/react/field-error'
import { Input } from '@heroui/react/input'
import { Label } from '@heroui/react/label'
import { TextField as HeroTextField } from '@heroui/react/textfield'
import type { ComponentProps } from 'react'

interface TextFieldProps extends Omit<ComponentProps<typeof Input>, 'className'> {
  readonly label: string
  readonly help?: string
  /** What is wrong, in the shop's words; the field is then marked as invalid. */
  readonly error?: string | undefined
  /** Says "(optional)" beside the label; what is not optional is required and says nothing. */
  readonly optional?: boolean
  readonly className?: string
}

/** A labelled line of text. What is left over goes to the input, `ref` and react-hook-form's `register` too. */
export function TextField({
  label,
  help,
  error,
  optional = false,
  className = '',
  ...input
}: TextFieldProps) {
  return (
    <HeroTextField
      className={`w-full ${className}`}
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <Label>
        {label}
        {optional && <span className="font-normal text-muted"> (optional)</span>}
      </Label>
      <Input aria-required={!optional || undefined} {...input} />
      {help !== undefined && <Description>{help}</Description>}
      <FieldError>{error}</FieldError>
    </HeroTextField>
  )
}
