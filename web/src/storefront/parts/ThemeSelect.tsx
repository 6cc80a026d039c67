import { isTheme, useTheme } from '#web/lib/theme.ts'
import { Select } from '#web/ui/Select.tsx'

const CHOICES = [
  { value: 'system', label: 'As on your device' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

/** The same choice as the button in the header, in words. */
export function ThemeSelect() {
  const [theme, setTheme] = useTheme()

  return (
    <Select
      label="Colours"
      choices={CHOICES}
      value={theme}
      className="max-w-60"
      onChange={({ target: { value } }) => isTheme(value) && setTheme(value)}
    />
  )
}
