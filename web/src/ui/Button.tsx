import type { ComponentProps, ReactNode } from 'react'
import { Link } from 'react-router'

/** `primary` once per view; `secondary` beside it; `quiet` in rows and bars; `danger` for what is not undone. */
export type ButtonTone = 'primary' | 'secondary' | 'quiet' | 'danger'

interface ButtonLook {
  readonly tone?: ButtonTone | undefined
  readonly size?: 'sm' | 'md' | 'lg' | undefined
  readonly wide?: boolean | undefined
  /** A square button around one icon; it then needs an `aria-label`. */
  readonly iconOnly?: boolean | undefined
}

const TONE: Readonly<Record<ButtonTone, string>> = {
  primary: 'button--primary',
  secondary: 'button--outline',
  quiet: 'button--ghost',
  danger: 'button--danger',
}

function buttonClass({ tone = 'primary', size = 'md', wide, iconOnly }: ButtonLook): string {
  const classes = ['button', TONE[tone], `button--${size}`]
  if (wide) classes.push('button--full-width')
  if (iconOnly) classes.push('button--icon-only')
  return classes.join(' ')
}

interface ButtonProps extends ComponentProps<'button'>, ButtonLook {
  /** While true the button keeps its place and its focus, and presses do nothing. */
  readonly busy?: boolean
}

/**
 * HeroUI's button as the plain element, so that the first visit does not load React Aria for it.
 * It is `type="button"` unless told otherwise.
 */
export function Button({
  tone,
  size,
  wide,
  iconOnly,
  busy = false,
  className = '',
  onClick,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`${buttonClass({ tone, size, wide, iconOnly })} ${className}`}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy && <Spinner />}
      {children}
    </button>
  )
}

interface LinkButtonProps extends ButtonLook {
  readonly to: string
  readonly className?: string
  readonly children: ReactNode
  readonly onClick?: () => void
}

/** A link that looks like a button: it goes somewhere, it does not do something. */
export function LinkButton({ to, className = '', children, onClick, ...look }: LinkButtonProps) {
  return (
    <Link to={to} className={`${buttonClass(look)} ${className}`} onClick={onClick}>
      {children}
    </Link>
  )
}

function Spinner() {
  return (
    <span
      aria-hidden="true"
      className="size-4 animate-spin rounded-full border-2 border-current border-t-transparent"
    />
  )
}
