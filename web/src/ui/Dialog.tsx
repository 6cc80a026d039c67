// oxlint-disable-next-line import/no-unassigned-import -- a style sheet gives nothing to assign
import '#web/styles/overlays.css'

import { Modal } from '@heroui/react/modal'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'

import { Button } from './Button.tsx'

interface DialogProps {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** The buttons; the one that goes on comes last. */
  readonly footer?: ReactNode
  readonly size?: 'sm' | 'md' | 'lg'
  /** Closes only by what is inside it. */
  readonly mustAnswer?: boolean
}

/** A question that has to be answered first. Escape, the cross and a press beside it close it. */
export function Dialog({
  title,
  open,
  onClose,
  children,
  footer,
  size = 'md',
  mustAnswer = false,
}: DialogProps) {
  return (
    <Modal.Backdrop
      isOpen={open}
      isDismissable={!mustAnswer}
      isKeyboardDismissDisabled={mustAnswer}
      onOpenChange={(isOpen) => isOpen || onClose()}
    >
      <Modal.Container size={size} placement="center">
        <Modal.Dialog>
          <Modal.Header className="flex-row items-center justify-between">
            <Modal.Heading className="text-xl font-semibold">{title}</Modal.Heading>
            {!mustAnswer && (
              <Button tone="quiet" iconOnly aria-label="Close" onClick={onClose}>
                <X aria-hidden="true" />
              </Button>
            )}
          </Modal.Header>
          <Modal.Body>{children}</Modal.Body>
          {footer !== undefined && <Modal.Footer className="flex-wrap">{footer}</Modal.Footer>}
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  )
}
