import { type FormEvent, type ReactNode, useId } from 'react'

import { inWords } from '#web/admin/parts/problem-words.ts'
import { TextArea } from '#web/admin/parts/TextArea.tsx'
import { textIn } from '#web/lib/forms.ts'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Notice } from '#web/ui/Notice.tsx'

interface ReasonDialogProps {
  readonly title: string
  /** What happens, and what of it cannot be undone. */
  readonly children: ReactNode
  /** What the button does, in full. */
  readonly action: string
  /** Who reads the reason. */
  readonly reasonHelp: string
  readonly open: boolean
  readonly busy: boolean
  readonly error: Error | null
  readonly onClose: () => void
  readonly onConfirm: (reason: string) => void
}

/** Asks once before something that stays done, and for the reason, which is kept with the order. */
export function ReasonDialog({
  title,
  children,
  action,
  reasonHelp,
  open,
  busy,
  error,
  onClose,
  onConfirm,
}: ReasonDialogProps) {
  const formId = useId()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!busy) onConfirm(textIn(new FormData(event.currentTarget), 'reason'))
  }

  return (
    <Dialog
      title={title}
      open={open}
      onClose={onClose}
      footer={
        <>
          <Button tone="secondary" onClick={onClose}>
            Leave it as it is
          </Button>
          <Button tone="danger" type="submit" form={formId} busy={busy}>
            {action}
          </Button>
        </>
      }
    >
      {children}
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
          optional
          rows={2}
          maxLength={500}
          help={reasonHelp}
        />
      </form>
    </Dialog>
  )
}
