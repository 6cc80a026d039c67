import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { isRouteErrorResponse, useLocation, useNavigate, useRouteError } from 'react-router'

import { ApiProblem } from '#web/api/client.ts'
import { paths } from '#web/lib/paths.ts'
import { LinkButton } from '#web/ui/Button.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'

import { NotFound } from './NotFound.tsx'
import { PageHead } from './PageHead.tsx'

/** What stands in a page's place when it could not be shown. */
export function RouteError() {
  const error = useRouteError()
  const { reset } = useQueryErrorResetBoundary()
  const here = useLocation()
  const navigate = useNavigate()

  if (isMissing(error)) return <NotFound />

  // Arriving here once more asks for everything anew.
  const retry = () => {
    reset()
    void navigate(here, { replace: true })
  }
  // A page whose file is gone: the shop was renewed while it was open. Only loading it anew helps.
  const renewed = error instanceof TypeError && /import|module/i.test(error.message)

  return (
    <div className="page py-8">
      <PageHead title="That did not work" />
      <h1 tabIndex={-1} className="text-2xl">
        That did not work
      </h1>
      <ErrorState
        title={
          renewed ? 'The shop was renewed while this page was open' : 'We could not show this page'
        }
        hint={`${reasonOf(error)} Your basket is kept.`}
        retryLabel={renewed ? 'Load it again' : 'Try again'}
        onRetry={renewed ? () => location.reload() : retry}
        action={
          <LinkButton to={paths.home} tone="quiet">
            Go to the front page
          </LinkButton>
        }
      />
    </div>
  )
}

function isMissing(error: unknown): boolean {
  if (error instanceof ApiProblem) return error.status === 404
  return isRouteErrorResponse(error) && error.status === 404
}

function reasonOf(error: unknown): string {
  return error instanceof ApiProblem ? error.message : 'Something went wrong on our side.'
}
