import { randomUUID } from 'node:crypto'

import PostalMime, { type Address, type Attachment } from 'postal-mime'

import type { Reply } from '#dev/http.ts'

import { bareAddress, type Draft } from './message.ts'

/** A refusal as SES words it. */
export class SesRefusal extends Error {
  readonly code: string
  readonly status: number

  constructor(code: string, message: string, status = 400) {
    super(message)
    this.code = code
    this.status = status
  }
}

/** The limits of SES's v1 API. */
const MOST_RECIPIENTS = 50
export const MOST_BYTES = 10 * 1024 * 1024

/** Reads a call of the SES Query API (`SendEmail`, `SendRawEmail`) into the mail it sends. */
export async function readCall(form: URLSearchParams): Promise<Draft> {
  const action = form.get('Action')
  if (action === 'SendEmail') return checked(simpleMail(form))
  if (action === 'SendRawEmail') return checked(await rawMail(form))
  throw new SesRefusal('InvalidAction', `The local SES does not know the action ${action}.`)
}

function simpleMail(form: URLSearchParams): Draft {
  const recipients = ['To', 'Cc', 'Bcc'].flatMap((kind) =>
    members(form, `Destination.${kind}Addresses`),
  )
  const text = form.get('Message.Body.Text.Data') ?? ''
  const html = form.get('Message.Body.Html.Data') ?? ''
  return {
    from: form.get('Source') ?? '',
    recipients,
    replyTo: members(form, 'ReplyToAddresses'),
    subject: form.get('Message.Subject.Data') ?? '',
    text,
    html,
    attachments: [],
  }
}

async function rawMail(form: URLSearchParams): Promise<Draft> {
  const raw = Buffer.from(form.get('RawMessage.Data') ?? '', 'base64')
  const mail = await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' })
  const given = members(form, 'Destinations')
  const { subject = '', text = '', html = '' } = mail
  return {
    from: form.get('Source') ?? addressesOf([mail.from])[0] ?? '',
    recipients: given.length > 0 ? given : addressesOf(mail.to, mail.cc, mail.bcc),
    replyTo: addressesOf(mail.replyTo),
    subject,
    text,
    html,
    attachments: mail.attachments.map(keep),
  }
}

function addressesOf(...lists: readonly (readonly (Address | undefined)[] | undefined)[]) {
  return lists.flatMap((list = []) => list.flatMap((address) => address?.address ?? []))
}

function keep({ content, filename, mimeType }: Attachment): Draft['attachments'][number] {
  const bytes =
    typeof content === 'string' ? Buffer.from(content) : Buffer.from(new Uint8Array(content))
  return {
    filename: filename ?? 'attachment',
    contentType: mimeType,
    sizeBytes: bytes.length,
    base64: bytes.toString('base64'),
  }
}

function checked(draft: Draft): Draft {
  if (draft.recipients.length === 0) {
    throw new SesRefusal('InvalidParameterValue', 'There is no recipient.')
  }
  if (draft.recipients.length > MOST_RECIPIENTS) {
    throw new SesRefusal('InvalidParameterValue', `Recipient count exceeds ${MOST_RECIPIENTS}.`)
  }
  for (const address of [draft.from, ...draft.recipients, ...draft.replyTo]) {
    if (/^[^\s@]+@[^\s@]+$/.test(bareAddress(address)) && !/[\r\n]/.test(address)) continue
    throw new SesRefusal('InvalidParameterValue', `Not an address: ${JSON.stringify(address)}`)
  }
  if (draft.text === '' && draft.html === '' && draft.attachments.length === 0) {
    throw new SesRefusal('InvalidParameterValue', 'The message has no body.')
  }
  return draft
}

function members(form: URLSearchParams, list: string): string[] {
  return [...form].flatMap(([name, value]) => (name.startsWith(`${list}.member.`) ? [value] : []))
}

export function sent(action: string, id: string): Reply {
  return xml(
    200,
    `<${action}Response xmlns="${NAMESPACE}"><${action}Result><MessageId>${id}</MessageId></${action}Result>${metadata()}</${action}Response>`,
  )
}

export function refused({ code, message, status }: SesRefusal): Reply {
  const type = status < 500 ? 'Sender' : 'Receiver'
  const text = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return xml(
    status,
    `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>${type}</Type><Code>${code}</Code><Message>${text}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  )
}

const NAMESPACE = 'http://ses.amazonaws.com/doc/2010-12-01/'

function metadata(): string {
  return `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`
}

function xml(status: number, body: string): Reply {
  return { status, headers: { 'content-type': 'text/xml' }, body }
}
