import type { IncomingMessage } from 'node:http'

import type { Reply } from '#dev/http.ts'

import { assertAllowed } from './form-policy.ts'
import { readPayload } from './payload.ts'
import { accessDenied, invalidArgument, S3Refusal } from './refusal.ts'
import type { Bucket } from './requests.ts'
import { assertPolicySigned } from './signature.ts'
import { document } from './xml.ts'

interface Form {
  readonly fields: ReadonlyMap<string, string>
  readonly file: File
}

/** A browser's form upload (presigned POST): what the signed policy allows and nothing else. */
export async function takeForm(
  bucket: Bucket,
  name: string,
  request: IncomingMessage,
): Promise<Reply> {
  const { fields, file } = await readForm(request, name)
  if (!fields.has('policy')) throw accessDenied()
  assertPolicySigned(fields, bucket.credentials)
  assertAllowed(fields, file.size, bucket.clock.now())

  const key = (fields.get('key') ?? '').replaceAll('${filename}', file.name)
  if (key === '') throw invalidArgument("Bucket POST must contain a field named 'key'.")
  const { etag } = await bucket.objects.put(key, {
    bytes: Buffer.from(await file.arrayBuffer()),
    checksums: {},
    headers: headersFrom(fields),
    lastModified: bucket.clock.now(),
  })
  return answer(fields, { Location: `/${name}/${key}`, Bucket: name, Key: key, ETag: etag })
}

/** Fields after the file do not count, as with S3. */
async function readForm(request: IncomingMessage, bucketName: string): Promise<Form> {
  const { bytes } = await readPayload(request)
  const headers = { 'content-type': request.headers['content-type'] ?? '' }
  const entries = await parse(new Response(new Uint8Array(bytes), { headers }))

  const fields = new Map([['bucket', bucketName]])
  for (const [name, value] of entries) {
    if (value instanceof File) return { fields, file: value }
    fields.set(name.toLowerCase(), value)
  }
  throw invalidArgument('POST requires exactly one file upload per request.')
}

async function parse(response: Response): Promise<FormData> {
  try {
    return await response.formData()
  } catch {
    const message = 'The body of your POST request is not well-formed multipart/form-data.'
    throw new S3Refusal(400, 'MalformedPOSTRequest', message)
  }
}

const KEPT = ['content-type', 'cache-control', 'content-disposition', 'content-encoding']

function headersFrom(fields: ReadonlyMap<string, string>): Record<string, string> {
  const kept = [...fields].filter(([name]) => KEPT.includes(name) || name.startsWith('x-amz-meta-'))
  return Object.fromEntries(kept)
}

function answer(
  fields: ReadonlyMap<string, string>,
  stored: Readonly<Record<'Location' | 'Bucket' | 'Key' | 'ETag', string>>,
): Reply {
  const headers = { etag: stored.ETag, location: stored.Location }
  const redirect = fields.get('success_action_redirect')
  if (redirect !== undefined && URL.canParse(redirect)) {
    const target = new URL(redirect)
    for (const name of ['Bucket', 'Key', 'ETag'] as const) {
      target.searchParams.set(name.toLowerCase(), stored[name])
    }
    return { status: 303, headers: { ...headers, location: target.href } }
  }
  const status = Number(fields.get('success_action_status') ?? 204)
  if (status !== 201) return { status: status === 200 ? 200 : 204, headers }
  return {
    status,
    headers: { ...headers, 'content-type': 'application/xml' },
    body: document('PostResponse', stored),
  }
}
