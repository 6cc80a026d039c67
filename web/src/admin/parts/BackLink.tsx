import { ChevronLeft } from 'lucide-react'
import { Link, useLocation, useNavigate } from 'react-router'

/** The state a list gives to the links of its rows, so that the way back leads to it as it was left. */
export const FROM_LIST = 'from-list'

interface BackLinkProps {
  readonly to: string
  /** The name of the list. */
  readonly label: string
}

/** To the list one came from, as it was left; opened by its address, to the list as it begins. */
export function BackLink({ to, label }: BackLinkProps) {
  const navigate = useNavigate()
  const { state }: { state: unknown } = useLocation()

  return (
    <Link
      to={to}
      className="back-link"
      onClick={(event) => {
        if (state !== FROM_LIST || event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        void navigate(-1)
      }}
    >
      <ChevronLeft aria-hidden="true" size={18} />
      {label}
    </Link>
  )
}
