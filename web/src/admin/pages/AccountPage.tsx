import { Form, Link } from 'react-router'

import { AdminPage } from '#web/admin/parts/AdminPage.tsx'
import { useMorePlaces } from '#web/admin/parts/Navigation.tsx'
import { adminPaths } from '#web/admin/paths.ts'
import { ROLE_IN_WORDS, useStaff } from '#web/admin/staff.ts'
import { formatDay } from '#web/lib/format.ts'
import { paths } from '#web/lib/paths.ts'
import { isTheme, useTheme } from '#web/lib/theme.ts'
import { Button } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { Select } from '#web/ui/Select.tsx'

export function AccountPage() {
  return (
    <AdminPage title="Account">
      <div className="flex max-w-140 flex-col gap-5">
        <WhoIAm />
        <MorePlaces />
        <Colours />
        <div className="flex flex-wrap gap-3">
          <Form method="post" action={adminPaths.signOut}>
            <Button type="submit" tone="secondary">
              Sign out
            </Button>
          </Form>
          <a href={paths.home} className="button button--ghost button--md">
            Open the shop
          </a>
        </div>
      </div>
    </AdminPage>
  )
}

/** On a phone, where the bar has no room for them. */
function MorePlaces() {
  const places = useMorePlaces()
  if (places.length === 0) return null

  return (
    <nav aria-label="More" className="flex flex-col lg:hidden">
      {places.map(({ to, label, Icon }) => (
        <Link key={to} to={to} className="side-link">
          <Icon aria-hidden="true" size={20} />
          {label}
        </Link>
      ))}
    </nav>
  )
}

function WhoIAm() {
  const { name, email, role, createdAt } = useStaff()

  return (
    <Card>
      <h2 className="text-lg">{name}</h2>
      <p className="break-words text-muted">{email}</p>
      <p className="mt-3">
        <strong className="first-letter:uppercase inline-block">{role}</strong>, since{' '}
        {formatDay(createdAt)}. {ROLE_IN_WORDS[role]}
      </p>
    </Card>
  )
}

const CHOICES = [
  { value: 'system', label: 'As on your device' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

function Colours() {
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
