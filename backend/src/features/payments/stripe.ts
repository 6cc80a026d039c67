import type Stripe from 'stripe'

import { refundState, SessionObject, sessionState } from './facts.ts'
import {
  BadSignature,
  GatewayFailure,
  type PaymentGateway,
  RefundRefused,
  SessionRefused,
  type SessionRequest,
  type SessionState,
} from './gateway.ts'
import { signedEvent } from './signed-event.ts'
import { stripeLists } from './stripe-lists.ts'

interface StripeOptions {
  readonly secretKey: string
  /** The newest first; all are good while one replaces the other. */
  readonly webhookSecrets: readonly string[]
  /** Elsewhere than Stripe's own address: the local stand-in. */
  readonly apiUrl: string | undefined
}

/** Two tries of 4.5 s stay below the 10 s that the shop gives Stripe. */
const TIMEOUT_MS = 4_500
const RETRIES = 1
/** How old a signature may be: Stripe's own advice (https://docs.stripe.com/webhooks/signature). */
const TOLERANCE_SECONDS = 300

/** Stripe through its own client, loaded at the first use. */
export function stripeGateway({
  secretKey,
  webhookSecrets,
  apiUrl,
}: StripeOptions): PaymentGateway {
  let opened: Promise<Stripe> | undefined
  async function open(): Promise<Stripe> {
    const { default: Client } = await import('stripe')
    return new Client(secretKey, {
      timeout: TIMEOUT_MS,
      maxNetworkRetries: RETRIES,
      telemetry: false,
      ...(apiUrl !== undefined && addressOf(apiUrl)),
    })
  }
  const load = async (): Promise<Stripe> => await (opened ??= open())

  /** Asks Stripe. That it is silent, overwhelmed or does not know our key is a failure; what it refuses is the caller's to read. */
  async function reach<T>(question: (stripe: Stripe) => Promise<T>): Promise<T> {
    const stripe = await load()
    try {
      return await question(stripe)
    } catch (error) {
      const { StripeError, StripeInvalidRequestError } = stripe.errors
      if (!(error instanceof StripeError) || error instanceof StripeInvalidRequestError) throw error
      throw new GatewayFailure(error.message, { cause: error })
    }
  }

  const livemode = secretKey.includes('_live_')

  return {
    ...stripeLists(load),
    livemode,

    async openSession(request) {
      return await reach(async (stripe) => {
        try {
          const session = await stripe.checkout.sessions.create(sessionParams(request), {
            idempotencyKey: request.key,
          })
          return sessionState(SessionObject.parse(session))
        } catch (error) {
          if (!(error instanceof stripe.errors.StripeInvalidRequestError)) throw error
          throw new SessionRefused(error.message, { cause: error })
        }
      })
    },

    session: async (id) => await reach(async (stripe) => await retrieve(stripe, id)),

    async expireSession(id) {
      return await reach(async (stripe) => {
        try {
          return sessionState(SessionObject.parse(await stripe.checkout.sessions.expire(id)))
        } catch (error) {
          // Stripe refuses to expire what is no longer open; then it is worth knowing what it is.
          if (!(error instanceof stripe.errors.StripeInvalidRequestError)) throw error
          return await retrieve(stripe, id)
        }
      })
    },

    async refund({ key, intentId, amountMinor, orderId }) {
      return await reach(async (stripe) => {
        try {
          const refund = await stripe.refunds.create(
            { payment_intent: intentId, amount: amountMinor, metadata: { orderId, refundId: key } },
            { idempotencyKey: key },
          )
          return refundState(refund)
        } catch (error) {
          if (!(error instanceof stripe.errors.StripeInvalidRequestError)) throw error
          throw new RefundRefused(error.message, { cause: error })
        }
      })
    },

    async readEvent(rawBody, signature, now) {
      const stripe = await load()
      for (const secret of webhookSecrets) {
        try {
          const { signature: signatures } = stripe.webhooks
          const at = now.getTime()
          if (!signatures) throw new Error('Stripe cannot check signatures here.')
          signatures.verifyHeader(rawBody, signature, secret, TOLERANCE_SECONDS, undefined, at)
          return signedEvent(rawBody, { livemode, now })
        } catch (error) {
          if (!(error instanceof stripe.errors.StripeSignatureVerificationError)) throw error
        }
      }
      throw new BadSignature('No secret of ours made this signature.')
    },
  }
}

async function retrieve(stripe: Stripe, id: string): Promise<SessionState> {
  const session = await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] })
  return sessionState(SessionObject.parse(session))
}

function addressOf(apiUrl: string) {
  const { hostname, port, protocol } = new URL(apiUrl)
  return {
    host: hostname,
    port,
    protocol: protocol === 'http:' ? ('http' as const) : ('https' as const),
  }
}

function sessionParams(request: SessionRequest): Stripe.Checkout.SessionCreateParams {
  const { orderId, orderNumber, email, currency, lines, delivery, expiresAt, returnUrl } = request
  const metadata = { orderId, orderNumber: String(orderNumber) }
  return {
    mode: 'payment',
    ui_mode: 'hosted_page',
    client_reference_id: orderId,
    customer_email: email,
    metadata,
    payment_intent_data: { metadata, description: `Order ${orderNumber}` },
    line_items: lines.map(({ title, description, unitPriceMinor, quantity }) => ({
      quantity,
      price_data: {
        currency,
        unit_amount: unitPriceMinor,
        product_data: { name: title, ...(description !== null && { description }) },
      },
    })),
    shipping_options: [
      {
        shipping_rate_data: {
          type: 'fixed_amount',
          display_name: delivery.label,
          fixed_amount: { amount: delivery.priceMinor, currency },
        },
      },
    ],
    expires_at: Math.floor(expiresAt.getTime() / 1000),
    success_url: returnUrl,
    cancel_url: returnUrl,
  }
}
