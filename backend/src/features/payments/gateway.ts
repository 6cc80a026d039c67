/** What a payment provider can do and tell, in the shop's words rather than the provider's. */
export interface PaymentGateway {
  // Every question to the provider may also end in a GatewayFailure.
  /** True when real cards are charged. */
  readonly livemode: boolean
  /** Opens a page to pay on. The same key opens the same page, however often it is asked. @throws SessionRefused when it never will. */
  openSession(request: SessionRequest): Promise<SessionState>
  session(id: string): Promise<SessionState>
  /** Closes the page; one that is paid meanwhile stays so, and the answer tells. */
  expireSession(id: string): Promise<SessionState>
  /** Sends money back. The same key sends it once. @throws RefundRefused when it never will. */
  refund(request: RefundRequest): Promise<RefundState>
  /** Every refund there is of a payment, whoever made it. */
  refundsOf(intentId: string): Promise<readonly RefundState[]>
  /** One page of what was made in that time, the newest first. */
  listSessions(window: Window): Promise<Listed<ListedSession>>
  listRefunds(window: Window): Promise<Listed<RefundState>>
  listDisputes(window: Window): Promise<Listed<DisputeState>>
  listFraudWarnings(window: Window): Promise<Listed<FraudWarning>>
  /** What moved the shop's balance. */
  listMovements(window: Window): Promise<Listed<Movement>>
  /** Checks the signature over the untouched bytes. @throws BadSignature */
  readEvent(rawBody: Buffer, signature: string, now: Date): Promise<SignedEvent>
}

export interface SessionRequest {
  readonly key: string
  readonly orderId: string
  readonly orderNumber: number
  readonly email: string
  readonly currency: string
  readonly lines: readonly {
    readonly title: string
    readonly description: string | null
    readonly unitPriceMinor: number
    readonly quantity: number
  }[]
  readonly delivery: { readonly label: string; readonly priceMinor: number }
  readonly expiresAt: Date
  /** Where the customer comes back to, paid or not. */
  readonly returnUrl: string
}

/** How a payment page stands. */
export interface SessionState {
  readonly id: string
  readonly orderId: string | null
  readonly intentId: string | null
  readonly amountMinor: number
  readonly currency: string
  readonly livemode: boolean
  /** `open`: nothing is taken yet; `processing`: the bank is at it; the others are final. */
  readonly standing: 'open' | 'processing' | 'paid' | 'failed' | 'expired'
  readonly url: string | null
  /** Whose it is, as far as the provider knows. */
  readonly email: string | null
}

export interface RefundRequest {
  readonly key: string
  readonly intentId: string
  readonly amountMinor: number
  readonly orderId: string
}

export interface RefundState {
  readonly id: string
  readonly intentId: string | null
  /** The shop's own id of the refund, where the shop asked for it. */
  readonly refundId: string | null
  readonly amountMinor: number
  readonly currency: string
  readonly status: 'pending' | 'succeeded' | 'failed' | 'cancelled'
}

/** Which part of a list: from one time until another, and on from where the last page ended. */
export interface Window {
  readonly from: Date
  readonly until: Date
  /** The last id of the page before. */
  readonly after: string | null
}

export interface Listed<Item> {
  readonly items: readonly Item[]
  /** The ids of what is there and makes no sense. */
  readonly senseless: readonly string[]
  /** Where the next page goes on; null when this was the last. */
  readonly next: string | null
}

/** A page to pay on as a list tells of it. */
export interface ListedSession extends SessionState {
  readonly createdAt: Date
  /** Where its customer is sent afterwards: this tells whose it is. */
  readonly returnUrl: string
}

/** A customer's bank wants a payment back. */
export interface DisputeState {
  readonly id: string
  readonly intentId: string | null
  readonly amountMinor: number
  readonly currency: string
  readonly reason: string
  readonly status: 'needs_response' | 'under_review' | 'won' | 'lost'
  /** The bank only asks so far; no money has moved. */
  readonly isInquiry: boolean
  /** What the provider holds of the shop's money because of it; it may lag behind the status. */
  readonly withdrawnMinor: number
  readonly dueBy: Date | null
  readonly createdAt: Date
}

/** The card's network suspects fraud. */
export interface FraudWarning {
  readonly id: string
  readonly intentId: string | null
}

/** A movement of the shop's balance; `amountMinor` is negative for what leaves it, before the fee. */
export interface Movement {
  readonly id: string
  readonly kind: 'capture' | 'refund' | 'dispute' | 'fee' | 'other'
  readonly amountMinor: number
  readonly feeMinor: number
  readonly currency: string
  /** What moved the money: the id of a charge, a refund or a dispute. */
  readonly source: string | null
  readonly intentId: string | null
  readonly createdAt: Date
}

export interface SignedEvent {
  readonly id: string
  readonly type: string
  readonly apiVersion: string | null
  readonly livemode: boolean
  readonly occurredAt: Date
  /** The whole event as it was signed. */
  readonly payload: unknown
}

export class BadSignature extends Error {
  override readonly name = 'BadSignature'
}

/** The provider will never make this refund; asking again is no use. */
export class RefundRefused extends Error {
  override readonly name = 'RefundRefused'
}

/** The provider did not answer, or not as it should; whether it did anything is not known. */
export class GatewayFailure extends Error {
  override readonly name = 'GatewayFailure'
}

/** The provider will not open this page; asking again with the same key is no use. */
export class SessionRefused extends Error {
  override readonly name = 'SessionRefused'
}
