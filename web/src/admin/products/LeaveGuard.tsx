import { useCallback } from 'react'
import { useBeforeUnload, useBlocker } from 'react-router'

import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'

/** The state of a navigation that leaves nothing unsaved behind. */
export const SAVED = 'saved'

/** Asks before what is typed and not saved is left. */
export function LeaveGuard({ dirty }: { readonly dirty: boolean }) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      dirty && nextLocation.state !== SAVED && currentLocation.pathname !== nextLocation.pathname,
  )
  useBeforeUnload(
    useCallback(
      (event) => {
        if (dirty) event.preventDefault()
      },
      [dirty],
    ),
  )

  const stay = () => blocker.reset?.()
  return (
    <Dialog
      title="Leave without saving?"
      open={blocker.state === 'blocked'}
      onClose={stay}
      footer={
        <>
          <Button tone="secondary" onClick={stay}>
            Stay here
          </Button>
          <Button tone="danger" onClick={() => blocker.proceed?.()}>
            Leave without saving
          </Button>
        </>
      }
    >
      <p>What you changed on this page is not saved. If you leave, it is gone.</p>
    </Dialog>
  )
}
