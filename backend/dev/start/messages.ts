import { z } from 'zod'

const Login = z.object({ email: z.string(), password: z.string() })

/** What the shop's process says to the one that started it. */
export const FromShop = z.union([
  /** It answers requests, and these are the accounts of the demo. */
  z.object({ ready: z.literal(true), logins: z.record(z.string(), Login) }),
  z.object({ followed: z.int() }),
])

/** What it is told: how far its clock runs ahead. It answers once it has followed. */
export const ToShop = z.object({ offsetMs: z.int(), receipt: z.int() })

export type Login = Readonly<z.infer<typeof Login>>
export type Logins = Readonly<Record<string, Login>>
export type FromShop = z.infer<typeof FromShop>
export type ToShop = z.infer<typeof ToShop>
