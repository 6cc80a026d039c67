import { X } from 'lucide-react'
import { useEffect, useState } from 'react'

import { Button } from './Button.tsx'
import { dismissToast, type ToastMessage, useToasts } from './toasts.ts'

/** Long enough to read the sentence twice and reach the button. */
const SHOWN_FOR_MS = 8000

/** Where toasts appear; once per page, outside what is replaced on navigation. */
export function ToastRegion() {
  const messages = useToasts()

  return (
    <output
      aria-live="polite"
      className="toast-region pointer-events-none fixed inset-x-0 bottom-0 z-(--z-index-toast) flex justify-center p-4 pb-[max(1rem,env(safe-area-inset-bottom))]"
    >
      {messages.map((message) => (
        <Toast key={message.id} message={message} />
      ))}
    </output>
  )
}

function Toast({ message }: { readonly message: ToastMessage }) {
  const [held, setHeld] = useState(false)

  // The clock stops while someone points at it or is inside it.
  useEffect(() => {
    if (held) return undefined
    const timer = setTimeout(() => dismissToast(message.id), SHOWN_FOR_MS)
    return () => clearTimeout(timer)
  }, [held, message.id])

  const { action } = message
  return (
    <div
      className={`toast pointer-events-auto flex max-w-120 items-center gap-2 rounded-lg border bg-overlay py-2 ps-4 pe-2 shadow-overlay ${message.tone === 'problem' ? 'border-danger' : 'border-edge'}`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <p className="min-w-0 flex-1">{message.text}</p>
      {action && (
        <Button
          tone="quiet"
          size="sm"
          className="text-accent"
          onClick={() => {
            dismissToast(message.id)
            action.run()
          }}
        >
          {action.label}
        </Button>
      )}
      <Button tone="quiet" iconOnly aria-label="Dismiss" onClick={() => dismissToast(message.id)}>
        <X aria-hidden="true" />
      </Button>
    </div>
  )
}
