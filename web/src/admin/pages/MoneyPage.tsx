import { Comparisons } from '#web/admin/money/Comparisons.tsx'
import { Statements } from '#web/admin/money/Statements.tsx'
import { StripeEvents } from '#web/admin/money/StripeEvents.tsx'
import { AdminPage } from '#web/admin/parts/AdminPage.tsx'
import { NotYourPage } from '#web/admin/parts/NotYourPage.tsx'
import { inWords } from '#web/admin/parts/problem-words.ts'
import { useMay } from '#web/admin/staff.ts'
import { useCompareNow } from '#web/api/admin-money.ts'
import { plural } from '#web/lib/format.ts'
import { Button } from '#web/ui/Button.tsx'
import { toast } from '#web/ui/toasts.ts'

const TITLE = 'Money'

export function MoneyPage() {
  return useMay('moveMoney') ? <Money /> : <NotYourPage title={TITLE} />
}

function Money() {
  return (
    <AdminPage
      title={TITLE}
      intro="What came in and went back, as Stripe has it, beside the shop's own books. Days are in UTC, as Stripe counts them."
      action={<CompareNow />}
    >
      <Statements />
      <Comparisons />
      <StripeEvents />
    </AdminPage>
  )
}

function CompareNow() {
  const compare = useCompareNow()
  const press = () =>
    compare.mutate(undefined, {
      onSuccess: ({ healed, failures }) =>
        failures > 0
          ? toast('Not everything could be compared. See below.', { tone: 'problem' })
          : toast(healed === 0 ? 'All agrees.' : `${plural(healed, 'thing', 'things')} put right.`),
      onError: (error) => toast(inWords(error), { tone: 'problem' }),
    })

  return (
    <Button busy={compare.isPending} onClick={press}>
      Compare now
    </Button>
  )
}
