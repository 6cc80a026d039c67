import { compare, hash } from 'bcryptjs'

import { signInBusy } from './rules.ts'

/** OWASP's least for bcrypt. Each step up doubles the 60 ms or so that one sign-in costs the process. */
const COST = 10

/** Of an unknown password and of the same cost: what the password for an unknown e-mail address is compared with. */
const NOBODY = '$2b$10$nsOtbgtFUSesopNFNTqypOMZ5nRZAYizMLVoj07bIqD7MKTJQp6fi'

/** bcryptjs works on the one thread that answers everybody, so hashes take turns, and a crowd is sent away rather than kept waiting. */
const MOST_WAITING = 50

export interface Passwords {
  hash(password: string): Promise<string>
  /** False for a wrong password and, in the same time, for an account that is not there. */
  matches(password: string, kept: string | undefined): Promise<boolean>
}

export function createPasswords(): Passwords {
  const inTurn = createTurns()
  return {
    hash: async (password) => await inTurn(async () => await hash(password, COST)),
    async matches(password, kept) {
      const same = await inTurn(async () => await compare(password, kept ?? NOBODY))
      return same && kept !== undefined
    },
  }
}

/** Runs what it is given one after the other. */
function createTurns() {
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()

  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (waiting >= MOST_WAITING) {
      throw signInBusy('Try again in a few seconds.', { retryAfterSeconds: 5 })
    }
    waiting += 1
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    try {
      return await turn
    } finally {
      waiting -= 1
    }
  }
}
