import { QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import type { DataRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'

import {
  type AccountView,
  restoreSession,
  type Session,
  signOut,
  useSession,
} from '#web/api/session.ts'
import { paths } from '#web/lib/paths.ts'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Loading } from '#web/ui/Skeletons.tsx'

import { DoorFrame } from './parts/DoorFrame.tsx'
import { SignInForm } from './parts/SignInForm.tsx'
import { newQueryClient } from './query-client.ts'
import { StaffContext } from './staff.ts'

interface GateProps {
  readonly router: DataRouter
}

/** Lets staff in. The address stays what it was, so that signing in leads where someone wanted to go. */
export function Gate({ router }: GateProps) {
  const session = useSession()

  switch (session.state) {
    case 'unknown':
      return <Loading what="the admin" />
    case 'unreachable':
      return <Unreachable hint={session.problem.message} />
    case 'signed_out':
      return <SignInPage />
    case 'ended':
    case 'signed_in':
      return session.account.role === 'customer' ? (
        <CustomerAtTheDoor account={session.account} />
      ) : (
        <StaffArea key={session.account.id} session={session} router={router} />
      )
  }
}

interface StaffAreaProps extends GateProps {
  readonly session: Extract<Session, { account: AccountView }>
}

/** What one person has read is kept with that person: signing in as someone else begins with nothing. */
function StaffArea({ session, router }: StaffAreaProps) {
  const [queryClient] = useState(newQueryClient)

  return (
    <QueryClientProvider client={queryClient}>
      <StaffContext value={session.account}>
        <RouterProvider router={router} />
        {session.state === 'ended' && <SignInAgain email={session.account.email} />}
      </StaffContext>
    </QueryClientProvider>
  )
}

function SignInAgain({ email }: { readonly email: string }) {
  return (
    <Dialog title="Sign in again" open onClose={() => undefined} size="sm" mustAnswer>
      <p className="mb-4">Your session has ended. What you have open here is kept.</p>
      <SignInForm email={email} />
    </Dialog>
  )
}

function SignInPage() {
  return (
    <DoorFrame title="Sign in">
      <SignInForm />
    </DoorFrame>
  )
}

function CustomerAtTheDoor({ account }: { readonly account: AccountView }) {
  return (
    <DoorFrame title="This is not a staff account">
      <p>
        You are signed in as {account.email}, which is a customer account. It opens the shop, not
        the office behind it.
      </p>
      <div className="mt-5 flex flex-wrap gap-3">
        <Button onClick={() => void signOut()}>Sign in with another account</Button>
        <a href={paths.home} className="button button--outline button--md">
          Go to the shop
        </a>
      </div>
    </DoorFrame>
  )
}

function Unreachable({ hint }: { readonly hint: string }) {
  return (
    <DoorFrame title="Shop admin">
      <ErrorState
        title="The shop does not answer"
        hint={hint}
        onRetry={() => void restoreSession()}
      />
    </DoorFrame>
  )
}
