import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'

import { z } from 'zod'

import type { Clock } from '#platform/clock.ts'

import { BodyTooLarge, isCrossSite, json, listen, type Reply, readBody, send } from './http.ts'
import { type MailStore, openMailStore } from './inbox/mail-store.ts'
import { bareAddress, type Message, present } from './inbox/message.ts'
import { MOST_BYTES, readCall, refused, SesRefusal, sent } from './inbox/ses-api.ts'

export interface InboxOptions {
  /** 0 takes a free one. */
  readonly port: number
  readonly dataDir: string
  /** Dates the mails. */
  readonly clock: Clock
}

export interface Inbox {
  readonly url: string
  readonly close: () => Promise<void>
}

const Faults = z.strictObject({
  /** How many of the next mails are refused; 0 ends it. */
  times: z.int().nonnegative(),
  status: z.int().min(400).max(599).default(400),
  code: z.string().default('Throttling'),
})

interface Desk {
  readonly mails: MailStore
  readonly clock: Clock
  faults: z.infer<typeof Faults>
}

const JSON_LIMIT_BYTES = 100_000
const USUAL_LIMIT = 500

/**
 * Starts the local SES: it takes mail at its root as SES's Query API does, keeps it in `dataDir`,
 * and shows it, to people at `/` and to scripts at `/api/messages`.
 */
export async function startInbox({ port, dataDir, clock }: InboxOptions): Promise<Inbox> {
  const mails = await openMailStore(dataDir)
  const desk: Desk = { mails, clock, faults: Faults.parse({ times: 0 }) }
  const server = await listen(port, async (request, response) => {
    send(response, await answer(desk, request))
  })
  const close = async () => {
    await server.close()
    await mails.close()
  }
  return { url: server.url, close }
}

async function answer(desk: Desk, request: IncomingMessage): Promise<Reply> {
  const { method = 'GET', url = '/' } = request
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  if (method !== 'GET' && isCrossSite(request)) return problem(403, 'Not from another site.')

  switch (`${method} ${pathname}`) {
    case 'POST /':
      return await takeMail(desk, request)
    case 'POST /_control/faults':
      return await setFaults(desk, request)
    case 'GET /api/messages':
      return await listMails(desk, searchParams)
    case 'DELETE /api/messages':
      await desk.mails.clear()
      return { status: 204 }
    default:
      return method === 'GET' ? await show(desk, pathname) : problem(404, 'There is no such thing.')
  }
}

async function takeMail(desk: Desk, request: IncomingMessage): Promise<Reply> {
  try {
    // Base64 in a form: a third more, and every + and / escaped.
    const body = await readBody(request, MOST_BYTES * 2)
    const form = new URLSearchParams(body.toString('utf8'))
    stumble(desk)
    const draft = await readCall(form)
    const message = { ...draft, id: randomUUID(), receivedAt: desk.clock.now().toISOString() }
    await desk.mails.add(message)
    return sent(form.get('Action') ?? '', message.id)
  } catch (error) {
    if (error instanceof SesRefusal) return refused(error)
    if (error instanceof BodyTooLarge)
      return refused(new SesRefusal('MessageRejected', error.message))
    throw error
  }
}

function stumble(desk: Desk): void {
  const { times, code, status } = desk.faults
  if (times === 0) return
  desk.faults = { ...desk.faults, times: times - 1 }
  throw new SesRefusal(code, 'Maximum sending rate exceeded.', status)
}

async function setFaults(desk: Desk, request: IncomingMessage): Promise<Reply> {
  const body = await readBody(request, JSON_LIMIT_BYTES)
  const faults = Faults.safeParse(parseJson(body.toString('utf8')))
  if (!faults.success) return problem(400, z.prettifyError(faults.error))
  desk.faults = faults.data
  return json(desk.faults)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function listMails({ mails }: Desk, query: URLSearchParams): Promise<Reply> {
  const limit = Number(query.get('limit') ?? USUAL_LIMIT)
  if (!(limit > 0)) return problem(400, 'limit must be a number above 0.')
  // A + that was not escaped arrives as a space, which no address has.
  const to = bareAddress(query.get('to') ?? '').replaceAll(' ', '+')
  const found = await mails.list({ limit, ...(to && { to }) })
  return json(found.map(present))
}

const PAGE: Readonly<Record<string, readonly [file: string, contentType: string]>> = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/inbox.css': ['inbox.css', 'text/css; charset=utf-8'],
  '/inbox.js': ['inbox.js', 'text/javascript; charset=utf-8'],
}

async function show({ mails }: Desk, path: string): Promise<Reply> {
  const page = PAGE[path]
  if (page) return await asset(...page)

  const [, api, id = '', part, index] =
    /^(\/api)?\/messages\/([\w-]+)(?:\/(html|attachments)(?:\/(\d+))?)?$/.exec(path) ?? []
  const message = await mails.find(id)
  if (!message) return problem(404, 'There is no such message.')
  if (part === 'html') return htmlOf(message)
  if (part === 'attachments') return attachmentOf(message, Number(index))
  return api === undefined ? problem(404, 'There is no such page.') : json(present(message))
}

async function asset(file: string, contentType: string): Promise<Reply> {
  const body = await readFile(new URL(`./inbox/page/${file}`, import.meta.url))
  return {
    status: 200,
    headers: {
      'content-type': contentType,
      'content-security-policy': "default-src 'self'; img-src data:",
    },
    body,
  }
}

/** A mail is somebody else's page: no scripts, nothing but its pictures, links in a new window. */
function htmlOf({ html }: Message): Reply {
  const policy =
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src * data:; style-src 'unsafe-inline'; font-src data:"
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
    body: `<base target="_blank">${html}`,
  }
}

function attachmentOf({ attachments }: Message, index: number): Reply {
  const attachment = attachments[index]
  if (!attachment) return problem(404, 'There is no such attachment.')
  const name = encodeURIComponent(attachment.filename)
  return {
    status: 200,
    headers: {
      'content-type': attachment.contentType,
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
      'x-content-type-options': 'nosniff',
    },
    body: Buffer.from(attachment.base64, 'base64'),
  }
}

function problem(status: number, message: string): Reply {
  return json({ error: message }, status)
}
