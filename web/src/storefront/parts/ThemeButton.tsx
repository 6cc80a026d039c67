import { Moon, Sun, SunMoon } from 'lucide-react'

import { type Theme, useTheme } from '#web/lib/theme.ts'
import { Button } from '#web/ui/Button.tsx'

const NEXT: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' }
const NAME: Readonly<Record<Theme, string>> = {
  system: 'as on your device',
  light: 'light',
  dark: 'dark',
}
const ICON = { system: SunMoon, light: Sun, dark: Moon }

/** Goes round: as the device has it, light, dark. */
export function ThemeButton({ className = '' }: { readonly className?: string }) {
  const [theme, setTheme] = useTheme()
  const Icon = ICON[theme]
  const label = `Colours: ${NAME[theme]}. Change to ${NAME[NEXT[theme]]}`

  return (
    <Button
      className={className}
      tone="quiet"
      iconOnly
      aria-label={label}
      title={label}
      onClick={() => setTheme(NEXT[theme])}
    >
      <Icon aria-hidden="true" />
    </Button>
  )
}
