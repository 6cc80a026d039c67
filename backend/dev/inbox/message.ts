import { z } from 'zod'

const Attachment = z.object({
  filename: z.string(),
  contentType: z.string(),
  sizeBytes: z.int(),
  base64: z.string(),
})

/** A mail as it is kept: one line of JSON. */
export const Message = z.object({
  id: z.string(),
  from: z.string(),
  /** Every recipient, blind copies too. */
  recipients: z.array(z.string()),
  replyTo: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  attachments: z.array(Attachment),
  receivedAt: z.iso.datetime(),
})

export type Message = z.infer<typeof Message>
export type Draft = Omit<Message, 'id' | 'receivedAt'>

/** A mail as the API shows it: recipients in one line, links at hand, attachments without content. */
export function present(message: Message) {
  const { attachments, recipients, ...rest } = message
  return {
    ...rest,
    to: recipients.join(', '),
    links: linksIn(message),
    attachments: attachments.map(({ base64: _content, ...attachment }, i) => ({
      ...attachment,
      url: `/api/messages/${message.id}/attachments/${i}`,
    })),
  }
}

/** `Ada <Ada@example.com>` is `ada@example.com`. */
export function bareAddress(recipient: string): string {
  return (/<([^<>]+)>\s*$/.exec(recipient)?.[1] ?? recipient).trim().toLowerCase()
}

/** In the order of the mail, each once: those of the HTML first, then those only the text has. */
function linksIn({ html, text }: Message): readonly string[] {
  const hrefs = [...html.matchAll(/\shref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map(
    ([, double, single]) => decodeEntities(double ?? single ?? ''),
  )
  const plain = [...text.matchAll(/https?:\/\/[^\s<>"']+/g)].map(([link]) =>
    link.replace(/[.,;:!?)\]]+$/, ''),
  )
  return [...new Set([...hrefs, ...plain])].filter((link) => /^https?:/.test(link))
}

function decodeEntities(text: string): string {
  return text
    .replaceAll(/&#x([0-9a-f]+);/gi, (_, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 16)),
    )
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}
