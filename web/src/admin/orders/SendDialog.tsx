import { useForm } from 'react-hook-form'

import { FormField } from '#web/admin/parts/FormField.tsx'
import { inWords } from '#web/admin/parts/problem-words.ts'
import {
  type AdminOrderView,
  type FulfilmentView,
  type Sending,
  useMarkSent,
} from '#web/api/admin-orders.ts'
import { ApiProblem } from '#web/api/client.ts'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { toast } from '#web/ui/toasts.ts'

interface SendDialogProps {
  readonly order: AdminOrderView
  readonly parcel: FulfilmentView
  readonly open: boolean
  readonly onClose: () => void
}

/** Who carries the parcel and how to follow it; all of it may be left empty. */
export function SendDialog({ open, onClose, ...parcel }: SendDialogProps) {
  return (
    <Dialog title="Mark as sent" open={open} onClose={onClose}>
      <SendForm onDone={onClose} {...parcel} />
    </Dialog>
  )
}

interface Draft {
  readonly carrier: string
  readonly trackingNumber: string
  readonly trackingUrl: string
}

const FIELDS = ['carrier', 'trackingNumber', 'trackingUrl'] as const

interface SendFormProps extends Pick<SendDialogProps, 'order' | 'parcel'> {
  readonly onDone: () => void
}

function SendForm({ order, parcel, onDone }: SendFormProps) {
  const { form, send, submit } = useSending({ order, parcel, onDone })
  const { control } = form

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <p>
        {order.name} gets a mail at {order.email} with what you enter here. A mail cannot be taken
        back.
      </p>
      {send.error && faultsIn(send.error).length === 0 && (
        <Notice tone="attention" role="alert">
          {inWords(send.error)}
        </Notice>
      )}
      <FormField control={control} name="carrier" label="Carrier" optional maxLength={100} />
      <FormField
        control={control}
        name="trackingNumber"
        label="Tracking number"
        optional
        maxLength={100}
      />
      <FormField
        control={control}
        name="trackingUrl"
        rules={{ validate: isWebAddress }}
        label="Tracking link"
        optional
        type="url"
        inputMode="url"
        maxLength={500}
        help="The carrier’s page for this parcel, beginning with https://"
      />
      <div className="flex flex-wrap justify-end gap-3">
        <Button tone="secondary" onClick={onDone}>
          Not yet
        </Button>
        <Button type="submit" busy={send.isPending}>
          Mark as sent
        </Button>
      </div>
    </form>
  )
}

function useSending({ order, parcel, onDone }: SendFormProps) {
  const send = useMarkSent(order.id, parcel.id)
  const form = useForm<Draft>({
    defaultValues: { carrier: '', trackingNumber: '', trackingUrl: '' },
  })
  const sent = () => {
    toast(`Order ${order.number} is sent, and ${order.name} is told.`)
    onDone()
  }
  const refused = (error: Error) => {
    for (const [field, message] of faultsIn(error)) {
      form.setError(field, { message }, { shouldFocus: true })
    }
  }
  const submit = form.handleSubmit((draft) => {
    if (!send.isPending) send.mutate(sendingOf(draft), { onSuccess: sent, onError: refused })
  })

  return { form, send, submit }
}

function isWebAddress(typed: string): true | string {
  const fine = typed.trim() === '' || /^https?:\/\/\S+\.\S+$/.test(typed.trim())
  return fine || 'This is not a web address. It begins with https://'
}

const filled = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim())

function sendingOf(draft: Draft): Sending {
  return {
    carrier: filled(draft.carrier),
    trackingNumber: filled(draft.trackingNumber),
    trackingUrl: filled(draft.trackingUrl),
  }
}

function faultsIn(error: Error): readonly (readonly [keyof Draft, string])[] {
  if (!(error instanceof ApiProblem)) return []
  return FIELDS.flatMap((field) => {
    const fault = error.errors.find(({ pointer }) => pointer === `#/body/${field}`)
    return fault ? [[field, fault.detail] as const] : []
  })
}
