// oxlint-disable-next-line import/no-unassigned-import -- a style sheet gives nothing to assign
import '#web/styles/overlays.css'

import { Drawer as HeroDrawer } from '@heroui/react/drawer'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'

import { Button } from './Button.tsx'

interface DrawerProps {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** Stays in sight at the bottom while the rest scrolls. */
  readonly footer?: ReactNode
  readonly side?: 'left' | 'right'
}

/** A panel over the page. Escape, the cross and a press beside it close it; the focus goes back where it was. */
export function Drawer({ title, open, onClose, children, footer, side = 'right' }: DrawerProps) {
  return (
    <HeroDrawer.Backdrop isOpen={open} onOpenChange={(isOpen) => isOpen || onClose()}>
      <HeroDrawer.Content placement={side}>
        <HeroDrawer.Dialog>
          <div className="flex items-center justify-between gap-3 py-2 ps-5 pe-2">
            <HeroDrawer.Heading className="text-xl font-semibold">{title}</HeroDrawer.Heading>
            <Button tone="quiet" iconOnly aria-label="Close" onClick={onClose}>
              <X aria-hidden="true" />
            </Button>
          </div>
          <HeroDrawer.Body>{children}</HeroDrawer.Body>
          {footer && <div className="border-t border-border p-5">{footer}</div>}
        </HeroDrawer.Dialog>
      </HeroDrawer.Content>
    </HeroDrawer.Backdrop>
  )
}
