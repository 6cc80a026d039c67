import { useSyncExternalStore } from 'react'

import type { AccountView, SignInReply } from '#features/accounts/contract.ts'

import { ApiProblem, api, request } from './client.ts'

export type { AccountView }

export type Session =
  /** Not asked yet. */
  | { readonly state: 'unknown' }
  | { readonly state: 'unreachable'; readonly problem: ApiProblem }
  | { readonly state: 'signed_out' }
  /** Over without having been signed out: what is open stays open until the same person signs in again. */
  | { readonly state: 'ended'; readonly account: AccountView }
  | { readonly state: 'signed_in'; readonly account: AccountView }

interface Token {
  readonly value: string
  readonly renewAt: number
}

/** Renewed this long before it ends, so that no request is on its way when it does. */
const MARGIN_MS = 60_000

/** In memory only: what a script could read from storage, a script could steal. The cookie brings it back after a reload. */
let token: Token | null = null
let session: Session = { state: 'unknown' }
let renewal: Promise<void> | null = null
const listeners = new Set<() => void>()

function become(next: Session): void {
  session = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useSession(): Session {
  return useSyncExternalStore(subscribe, () => session)
}

function accept({ accessToken: value, expiresInSeconds, account }: SignInReply): void {
  token = { value, renewAt: Date.now() + expiresInSeconds * 1000 - MARGIN_MS }
  become({ state: 'signed_in', account })
}

function end(): void {
  token = null
  if (session.state === 'signed_in') become({ state: 'ended', account: session.account })
  else if (session.state !== 'ended') become({ state: 'signed_out' })
}

/** One at a time over all tabs: a refresh token that is used twice ends the session. */
async function alone(work: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return await work()
  await navigator.locks.request('session', work)
}

const pause = async (seconds: number): Promise<void> =>
  await new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000)
  })

/** Asks for a new pair; a tab that just did (one without locks) is waited for, once. */
async function askForNewPair(mayWait = true): Promise<void> {
  try {
    accept(await api.post<SignInReply>('/auth/refresh'))
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    if (error.code === 'session-just-refreshed' && mayWait) {
      await pause(Number(error.document['retryAfterSeconds'] ?? 1))
      return await askForNewPair(false)
    }
    if (error.status !== 401) throw error
    end()
  }
}

/** Changes the refresh cookie for a new access token. However many ask, it is asked for once. */
async function renew(): Promise<void> {
  renewal ??= alone(askForNewPair).finally(() => {
    renewal = null
  })
  await renewal
}

/** Takes up the session this browser has, if it has one. */
export async function restoreSession(): Promise<void> {
  try {
    await renew()
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    become({ state: 'unreachable', problem: error })
  }
}

const sessionOver = () =>
  new ApiProblem(401, {
    type: '/problems/session-ended',
    detail: 'Your session has ended. Sign in again.',
  })

/**
 * A token that is good for a request now, renewed first when it is about to end, or when it is the one that was `refused`.
 * @throws ApiProblem when nobody is signed in any more, or the shop cannot be reached.
 */
export async function accessToken(refused?: string): Promise<string> {
  if (token && token.value !== refused && Date.now() < token.renewAt) return token.value
  if (session.state === 'ended') throw sessionOver()
  await renew()
  if (!token) throw sessionOver()
  return token.value
}

/** @throws ApiProblem 401 when the address or the password is wrong, 429 after too many tries. */
export async function signIn(body: { email: string; password: string }): Promise<void> {
  await alone(async () => accept(await api.post<SignInReply>('/auth/login', { body })))
  tellOtherTabs()
}

export async function signOut(): Promise<void> {
  await alone(async () => {
    await request('POST', '/auth/logout')
    token = null
    become({ state: 'signed_out' })
  })
  tellOtherTabs()
}

/** Who is signed in now; null when nobody is. */
type News = string | null

let otherTabs: BroadcastChannel | null = null

function tellOtherTabs(): void {
  const news: News = session.state === 'signed_in' ? session.account.id : null
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches this origin only, and takes no target
  otherTabs?.postMessage(news)
}

/** Signing out, or in as someone else, in one tab holds for all of them. */
export function followOtherTabs(): void {
  if (!('BroadcastChannel' in globalThis)) return
  otherTabs = new BroadcastChannel('session')
  otherTabs.addEventListener('message', ({ data }: MessageEvent<News>) => {
    if (data === null) {
      token = null
      become({ state: 'signed_out' })
    } else if (session.state !== 'signed_in' || session.account.id !== data) {
      void restoreSession()
    }
  })
}
