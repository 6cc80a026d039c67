export interface OutgoingMail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Where an answer goes; the shop's own address where it is left out. */
  readonly replyTo?: string
}

export interface Mailer {
  /** Hands the mail over and returns the carrier's id for it. Throws when it was not taken. */
  send(mail: OutgoingMail): Promise<string>
}
