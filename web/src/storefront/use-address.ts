import { startTransition, useOptimistic } from 'react'
import { useNavigate, useSearchParams } from 'react-router'

type Go = (next: URLSearchParams, how?: { readonly replace: boolean }) => void

/**
 * The page's state as its address has it, and the way to change it in place. What is changed shows at once, though
 * the router takes a moment to agree: a box that was ticked must not look unticked meanwhile.
 */
export function useAddress(): readonly [URLSearchParams, Go] {
  const [params] = useSearchParams()
  const [shown, show] = useOptimistic(params)
  const navigate = useNavigate()

  const go: Go = (next, how) => {
    startTransition(async () => {
      show(next)
      await navigate({ search: next.toString() }, { preventScrollReset: true, ...how })
    })
  }
  return [shown, go]
}
