import { useQuery } from '@tanstack/react-query'
import { CirclePause } from 'lucide-react'

import { inWords } from '#web/admin/parts/problem-words.ts'
import { useMay } from '#web/admin/staff.ts'
import { salesQuery, useSwitchSales } from '#web/api/admin-settings.ts'
import { formatMoment } from '#web/lib/format.ts'
import { Button } from '#web/ui/Button.tsx'
import { toast } from '#web/ui/toasts.ts'

/** Stands large on the page while the shop takes no orders, with the way to go on; nothing while it does. */
export function PausedSales() {
  const { data: sales } = useQuery(salesQuery)
  const maySwitch = useMay('moveMoney')
  if (!sales?.paused) return null
  const { since, note } = sales.paused

  return (
    <section
      aria-labelledby="paused"
      className="mb-6 flex flex-wrap items-center gap-4 rounded-lg border border-warning bg-warning-soft p-5 text-warning-soft-foreground"
    >
      <CirclePause aria-hidden="true" size={40} className="shrink-0" />
      <div className="min-w-0 flex-1 basis-60">
        <h2 id="paused" className="text-2xl">
          Sales are paused
        </h2>
        <p>Since {formatMoment(since)}. Nobody can order; what was ordered goes on.</p>
        {note !== '' && <p className="mt-1 wrap-anywhere">Customers read: “{note}”</p>}
      </div>
      {maySwitch && <GoOn />}
    </section>
  )
}

function GoOn() {
  const switchSales = useSwitchSales()
  const goOn = () =>
    switchSales.mutate(
      { paused: false, note: '' },
      {
        onSuccess: () => toast('The shop takes orders again.'),
        onError: (error) => toast(inWords(error), { tone: 'problem' }),
      },
    )

  return (
    <Button size="lg" busy={switchSales.isPending} onClick={goOn}>
      Go on selling
    </Button>
  )
}
