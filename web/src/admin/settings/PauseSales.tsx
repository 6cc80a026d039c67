import { useQuery } from '@tanstack/react-query'
import { CirclePause } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'

import { inWords } from '#web/admin/parts/problem-words.ts'
import { TextArea } from '#web/admin/parts/TextArea.tsx'
import { useMay } from '#web/admin/staff.ts'
import { salesQuery, useSwitchSales } from '#web/api/admin-settings.ts'
import { textIn } from '#web/lib/forms.ts'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { toast } from '#web/ui/toasts.ts'

/** The switch that stops the taking of orders; not there while it is thrown, or for those who may not throw it. */
export function PauseSales() {
  const { data: sales } = useQuery(salesQuery)
  const maySwitch = useMay('moveMoney')
  const [open, setOpen] = useState(false)
  if (!maySwitch || !sales || sales.paused) return null

  return (
    <>
      <Button tone="secondary" onClick={() => setOpen(true)}>
        <CirclePause aria-hidden="true" />
        Pause sales
      </Button>
      <PauseDialog open={open} onClose={() => setOpen(false)} />
    </>
  )
}

function PauseDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const formId = useId()
  const { mutate, isPending, error } = useSwitchSales()
  const onSuccess = () => {
    onClose()
    toast('Sales are paused.')
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const note = textIn(new FormData(event.currentTarget), 'note')
    if (!isPending) mutate({ paused: true, note }, { onSuccess })
  }

  return (
    <Dialog
      title="Pause sales now?"
      open={open}
      onClose={onClose}
      footer={
        <>
          <Button tone="secondary" onClick={onClose}>
            Keep selling
          </Button>
          <Button tone="danger" type="submit" form={formId} busy={isPending}>
            Pause sales now
          </Button>
        </>
      }
    >
      <p>
        From this moment nobody can order. Baskets are kept, a payment that has begun can be
        finished, and parcels, refunds and mails go on. You can go on selling at any time.
      </p>
      {error && (
        <div className="mt-4">
          <Notice tone="attention" role="alert">
            {inWords(error)}
          </Notice>
        </div>
      )}
      <form id={formId} onSubmit={submit} className="mt-4">
        <TextArea
          label="What customers read"
          name="note"
          optional
          rows={2}
          maxLength={300}
          help="On every page of the shop: “We are counting our stock. Back at six.”"
        />
      </form>
    </Dialog>
  )
}
