import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { isRouteErrorResponse, useRevalidator, useRouteError } from 'react-router'

import { adminPaths } from '#web/admin/paths.ts'
import { ApiProblem } from '#web/api/client.ts'
import { LinkButton } from '#web/ui/Button.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'

import { AdminPage } from './AdminPage.tsx'
import { NotFound } from './NotFound.tsx'
import { inWords } from './problem-words.ts'

/** What stands in a page's place when it could not be shown. */
export function RouteError() {
  const error = useRouteError()
  const { reset } = useQueryErrorResetBoundary()
  const { revalidate } = useRevalidator()

  if (isMissing(error)) return <NotFound />

  const retry = () => {
    reset()
    void revalidate()
  }
  // A page whose file is gone: the admin was renewed while it was open. Only loading it anew helps.
  const renewed = error instanceof TypeError && /import|module/i.test(error.message)

  return (
    <AdminPage title="That did not work">
      <ErrorState
        title={renewed ? 'The admin was renewed while it was open' : 'We could not show this page'}
        hint={renewed ? 'Nothing is lost. Load it again to go on.' : inWords(error)}
        retryLabel={renewed ? 'Load it again' : 'Try again'}
        onRetry={renewed ? () => location.reload() : retry}
        action={
          <LinkButton to={adminPaths.today} tone="quiet">
            Go to Today
          </LinkButton>
        }
      />
    </AdminPage>
  )
}

/** An id that is none (400) leads nowhere either. */
function isMissing(error: unknown): boolean {
  if (error instanceof ApiProblem) return error.status === 404 || error.code === 'invalid-request'
  return isRouteErrorResponse(error) && error.status === 404
}
