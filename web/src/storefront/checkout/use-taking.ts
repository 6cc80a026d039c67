import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { useNavigate } from 'react-router'

import { type CheckoutReply, queuedAt, takenQuery } from '#web/api/checkout.ts'
import { paths } from '#web/lib/paths.ts'

/** An order that the shop took in and makes in its turn, also after a reload: whether it is waited for, and why it was refused. */
export interface Taking {
  readonly isWaiting: boolean
  readonly error: Error | null
  /** Waits for the order there; null forgets the one before. */
  readonly waitAt: (statusUrl: string | null) => void
}

export function useTaking(): Taking {
  const [statusUrl, waitAt] = useState(() => queuedAt.read())
  const { data: taken, error } = useQuery({
    ...takenQuery(statusUrl ?? ''),
    enabled: statusUrl !== null,
  })
  const follow = useFollow()

  useEffect(() => {
    if (taken) follow(taken)
  }, [taken, follow])

  // The browser's way back may bring this very page, as it was left: waiting.
  useEffect(() => {
    const onShow = ({ persisted }: PageTransitionEvent) => persisted && waitAt(null)
    addEventListener('pageshow', onShow)
    return () => removeEventListener('pageshow', onShow)
  }, [])

  return { isWaiting: statusUrl !== null && error === null, error, waitAt }
}

/** Goes where a checkout leads: to pay, or to the order itself when there is nothing to pay. */
export function useFollow(): (reply: CheckoutReply) => void {
  const navigate = useNavigate()
  return useCallback(
    ({ order, paymentUrl }) => {
      if (paymentUrl === null) void navigate(paths.order(order.id, order.accessToken))
      else location.assign(paymentUrl)
    },
    [navigate],
  )
}
