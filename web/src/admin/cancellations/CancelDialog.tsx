import { type FormEvent, useId } from 'react'

import { inWords } from '#web/admin/parts/problem-words.ts'
import { TextArea } from '#web/admin/parts/TextArea.tsx'
import { type CancellationView, useStartCancellation } from '#web/api/admin-cancellations.ts'
import { plural } from '#web/lib/format.ts'
import { textIn } from '#web/lib/forms.ts'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Notice } from '#web/ui/Notice.tsx'

interface CancelDialogProps {
  readonly orderIds: readonly string[]
  /** What goes back over all of them: "£120.00". */
  readonly goesBack: string
  readonly open: boolean
  readonly onClose: () => void
  readonly onBegun: (run: CancellationView) => void
}

/** Asks once, and for the reason that the customers read. */
export function CancelDialog({ orderIds, goesBack, open, onClose, onBegun }: CancelDialogProps) {
  const formId = useId()
  const { mutate, isPending, error } = useStartCancellation()
  const orders = plural(orderIds.length, 'order', 'orders')
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const reason = textIn(new FormData(event.currentTarget), 'reason')
    if (!isPending) mutate({ orderIds, reason }, { onSuccess: onBegun })
  }

  return (
    <Dialog
      title={`Cancel ${orders}?`}
      open={open}
      onClose={onClose}
      footer={
        <>
          <Button tone="secondary" onClick={onClose}>
            Leave them as they are
          </Button>
          <Button tone="danger" type="submit" form={formId} busy={isPending}>
            Cancel {orders}
          </Button>
        </>
      }
    >
      <p>
        {goesBack} goes back to the customers, the units go back on the shelf, and each customer
        gets a mail. This cannot be undone.
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
          label="Reason"
          name="reason"
          required
          rows={3}
          maxLength={500}
          help="The customers read it, so write to them: “The price was wrong by a mistake of ours. We are sorry.”"
        />
      </form>
    </Dialog>
  )
}
