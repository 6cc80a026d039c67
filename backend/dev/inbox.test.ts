import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { SESClient, SendEmailCommand, SendRawEmailCommand } from '@aws-sdk/client-ses'
import { z } from 'zod'

import { type Inbox, startInbox } from './inbox.ts'

const NOW = new Date('2026-03-01T09:00:00Z')
let dataDir: string
let inbox: Inbox

const start = async () => await startInbox({ port: 0, dataDir, clock: { now: () => NOW } })
const client = (maxAttempts = 1) =>
  new SESClient({
    endpoint: inbox.url,
    region: 'eu-west-2',
    maxAttempts,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sellthrough-test-'))
  inbox = await start()
})
afterEach(async () => {
  await inbox.close()
  await rm(dataDir, { recursive: true })
})

test('a mail: it can be read by its recipient, with its links', async () => {
  const { MessageId } = await sendMail({
    to: 'Ada <Ada+shop@example.com>',
    subject: 'Käse & "Brot" £5',
    text: 'See https://shop.example/orders/1?token=a, soon.\n',
    html: '<p><a href="https://shop.example/orders/1?token=a&amp;b=c">See</a></p>',
  })
  await sendMail({ to: 'ben@example.com' })

  expect(await messages('?to=ada%2Bshop@example.com')).toEqual([
    {
      id: MessageId,
      from: 'Harbour Lane <shop@example.com>',
      to: 'Ada <Ada+shop@example.com>',
      replyTo: [],
      subject: 'Käse & "Brot" £5',
      text: 'See https://shop.example/orders/1?token=a, soon.\n',
      html: '<p><a href="https://shop.example/orders/1?token=a&amp;b=c">See</a></p>',
      links: ['https://shop.example/orders/1?token=a&b=c', 'https://shop.example/orders/1?token=a'],
      attachments: [],
      receivedAt: '2026-03-01T09:00:00.000Z',
    },
  ])
  expect(await messages('?to=ada+shop@example.com')).toHaveLength(1)
  expect(await get(`/api/messages/${MessageId}`)).toMatchObject({ id: MessageId })
})

test('a raw mail: its parts are told apart, its attachment can be opened', async () => {
  await client().send(new SendRawEmailCommand({ RawMessage: { Data: Buffer.from(RAW) } }))

  const [mail] = await messages()

  expect(mail).toMatchObject({
    from: 'shop@example.com',
    to: 'ada@example.com, ben@example.com',
    subject: 'Your invoice – 1001',
    text: 'Thank you.\n',
    html: '<p>Thank you.</p>\n',
    attachments: [{ filename: 'invoice.pdf', contentType: 'application/pdf', sizeBytes: 4 }],
  })
  const attachment = await fetch(`${inbox.url}${mail?.attachments[0]?.url}`)
  expect(await attachment.text()).toBe('%PDF')
})

test('a restart: the newest first, and a line that a crash cut short is dropped', async () => {
  await sendMail({ subject: 'first' })
  await sendMail({ subject: 'second' })
  await inbox.close()
  await appendFile(join(dataDir, 'mails.jsonl'), '{"id":"half')
  inbox = await start()
  await sendMail({ subject: 'third' })

  expect(await subjects()).toEqual(['third', 'second', 'first'])

  await fetch(`${inbox.url}/api/messages`, { method: 'DELETE' })
  expect(await subjects()).toEqual([])
})

test('throttling on demand: as often as was asked, and a client that tries again gets through', async () => {
  await fault({ times: 2 })
  await expect(sendMail({})).rejects.toMatchObject({
    name: 'Throttling',
    $metadata: { httpStatusCode: 400 },
  })
  await client(2).send(mailOf({ subject: 'through' }))

  await fault({ times: 1, status: 503, code: 'ServiceUnavailable' })
  await expect(sendMail({})).rejects.toMatchObject({
    name: 'ServiceUnavailable',
    $metadata: { httpStatusCode: 503 },
  })
  expect(await messages()).toHaveLength(1)
})

test.each([
  ['no recipient', { to: undefined }],
  ['not an address', { to: 'ada' }],
  ['a second header in the address', { to: 'Ada\r\nBcc: ben@example.com <ada@example.com>' }],
  ['nothing to say', { text: '', html: '' }],
])('%s: the mail is refused', async (_case, mail) => {
  await expect(sendMail(mail)).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  expect(await messages()).toEqual([])
})

test('a page from elsewhere may neither send, delete nor read', async () => {
  const headers = { origin: 'https://elsewhere.example' }
  const removal = await fetch(`${inbox.url}/api/messages`, { method: 'DELETE', headers })
  const reading = await fetch(`${inbox.url}/api/messages`, { headers })

  expect(removal.status).toBe(403)
  expect(reading.headers.get('access-control-allow-origin')).toBeNull()
})

const Messages = z.array(
  z.looseObject({ subject: z.string(), attachments: z.array(z.looseObject({ url: z.string() })) }),
)

interface Mail {
  readonly to?: string | undefined
  readonly subject?: string
  readonly text?: string
  readonly html?: string
}

function mailOf(mail: Mail) {
  const { to, subject, text, html } = { to: 'ada@example.com', subject: 'Hello', ...mail }
  return new SendEmailCommand({
    Source: 'Harbour Lane <shop@example.com>',
    Destination: { ToAddresses: to === undefined ? [] : [to] },
    Message: {
      Subject: { Data: subject },
      Body: { Text: { Data: text ?? 'Hello.' }, Html: { Data: html ?? '' } },
    },
  })
}

async function sendMail(mail: Mail) {
  return await client().send(mailOf(mail))
}

async function get(path: string) {
  return await fetch(`${inbox.url}${path}`).then(async (response) => await response.json())
}

async function messages(query = '') {
  return Messages.parse(await get(`/api/messages${query}`))
}

async function subjects() {
  return (await messages()).map(({ subject }) => subject)
}

async function fault(body: object) {
  const response = await fetch(`${inbox.url}/_control/faults`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
  expect(response.status).toBe(200)
}

const RAW = `From: Harbour Lane <shop@example.com>
To: Ada <ada@example.com>, ben@example.com
Subject: =?UTF-8?Q?Your_invoice_=E2=80=93_1001?=
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=outer

--outer
Content-Type: multipart/alternative; boundary=inner

--inner
Content-Type: text/plain; charset=utf-8

Thank you.
--inner
Content-Type: text/html; charset=utf-8

<p>Thank you.</p>
--inner--
--outer
Content-Type: application/pdf; name=invoice.pdf
Content-Disposition: attachment; filename=invoice.pdf
Content-Transfer-Encoding: base64

JVBERg==
--outer--
`.replaceAll('\n', '\r\n')
