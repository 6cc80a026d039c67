import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'

import { ApiProblem } from '#web/api/client.ts'
import { signIn } from '#web/api/session.ts'
import { Button } from '#web/ui/Button.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { TextField } from '#web/ui/TextField.tsx'

import { inWords } from './problem-words.ts'

interface Missing {
  readonly email?: string
  readonly password?: string
}

/** E-mail and password. Once they are right the gate opens by itself. */
export function SignInForm({ email: known = '' }: { readonly email?: string }) {
  const [email, setEmail] = useState(known)
  const attempt = useMutation({ mutationFn: signIn })
  const [missing, setMissing] = useState<Missing>({})

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const typed = { email: email.trim(), password: passwordIn(form) }
    const faults = missingIn(typed)
    setMissing(faults)
    if (Object.keys(faults).length > 0) document.getElementById(firstOf(faults))?.focus()
    else if (!attempt.isPending) attempt.mutate(typed)
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      {attempt.error && (
        <Notice tone="attention" role="alert">
          {refusal(attempt.error)}
        </Notice>
      )}
      <TextField
        id="email"
        name="email"
        label="E-mail"
        type="email"
        autoComplete="username"
        value={email}
        onChange={({ target: { value } }) => setEmail(value)}
        error={missing.email}
      />
      <TextField
        id="password"
        name="password"
        label="Password"
        type="password"
        autoComplete="current-password"
        error={missing.password}
      />
      <Button type="submit" wide busy={attempt.isPending}>
        Sign in
      </Button>
    </form>
  )
}

/** As it was typed: a space at its end is part of a password. */
function passwordIn(form: FormData): string {
  const password = form.get('password')
  return typeof password === 'string' ? password : ''
}

function missingIn({ email, password }: { email: string; password: string }): Missing {
  return {
    ...(email === '' && { email: 'Enter your e-mail address.' }),
    ...(password === '' && { password: 'Enter your password.' }),
  }
}

const firstOf = ({ email }: Missing): string => (email === undefined ? 'password' : 'email')

function refusal(error: Error): string {
  if (!(error instanceof ApiProblem)) return inWords(error)
  if (error.status === 429) return `Too many tries. ${whenAgain(error)}`
  if (error.status === 401)
    return 'The e-mail address or the password is not right. Check both and try again.'
  return inWords(error)
}

const clockTime = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const MINUTE_SECONDS = 60

/** A short wait as the shop says it; a long one as a time on the clock, which one can come back at. */
function whenAgain({ message, document }: ApiProblem): string {
  const seconds = Number(document['retryAfterSeconds'])
  if (!(seconds > MINUTE_SECONDS)) return message
  // A minute is rounded up, never down.
  const again = new Date(Date.now() + (seconds + MINUTE_SECONDS - 1) * 1000)
  return `Try again at ${clockTime.format(again)}. Your password is as it was.`
}
