import { useQuery } from '@tanstack/react-query'

import { AdminPage } from '#web/admin/parts/AdminPage.tsx'
import { ListState } from '#web/admin/parts/ListState.tsx'
import { NotYourPage } from '#web/admin/parts/NotYourPage.tsx'
import { PausedSales } from '#web/admin/settings/PausedSales.tsx'
import { PauseSales } from '#web/admin/settings/PauseSales.tsx'
import { SettingsForm } from '#web/admin/settings/SettingsForm.tsx'
import { useMay } from '#web/admin/staff.ts'
import { settingsQuery } from '#web/api/admin-settings.ts'

export function SettingsPage() {
  return useMay('moveMoney') ? <Settings /> : <NotYourPage title="Settings" />
}

function Settings() {
  const settings = useQuery({ ...settingsQuery, refetchOnWindowFocus: false })
  const reread = async () => void (await settings.refetch())

  return (
    <AdminPage
      title="Settings"
      intro="What you decide about the shop. Customers see a change at once."
      action={<PauseSales />}
    >
      <PausedSales />
      <ListState list={settings} what="the settings">
        {settings.data && (
          <SettingsForm key={settings.data.version} settings={settings.data} onReread={reread} />
        )}
      </ListState>
    </AdminPage>
  )
}
