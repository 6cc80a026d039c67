import { type LookupAddress, lookup } from 'node:dns'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** The bytes, or why there are none; `isHostAway` says that others from the same host would fare no better. */
export type Download =
  | { readonly bytes: Buffer }
  | { readonly failure: string; readonly isHostAway: boolean }

export interface DownloadOptions {
  readonly timeoutMs: number
  readonly maxBytes: number
  /** For machines where the pictures are on the same network; never for files from strangers. */
  readonly allowPrivateHosts?: boolean
}

const MOST_REDIRECTS = 3

/**
 * Fetches a file from an address somebody else chose. Addresses inside a private network are refused where the name is
 * resolved, for the very connection that is then made, so that no name and no redirect leads inside.
 * Never throws.
 */
export async function download(address: string, options: DownloadOptions): Promise<Download> {
  const signal = AbortSignal.timeout(options.timeoutMs)
  try {
    return await follow(new URL(address), options, signal)
  } catch (error) {
    return { failure: whyAway(error, signal), isHostAway: true }
  }
}

async function follow(
  start: URL,
  options: DownloadOptions,
  signal: AbortSignal,
): Promise<Download> {
  let url = start
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const response = await open(url, options, signal)
    const { statusCode = 0, headers } = response
    if (statusCode === 200) return await readAll(response, options.maxBytes)

    response.destroy()
    if (statusCode < 300 || statusCode >= 400 || headers.location === undefined) {
      return { failure: `It answers ${statusCode}.`, isHostAway: false }
    }
    if (!URL.canParse(headers.location, url.href)) break
    url = new URL(headers.location, url)
  }
  return { failure: 'It leads on and on.', isHostAway: false }
}

async function open(
  url: URL,
  { allowPrivateHosts = false }: DownloadOptions,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const request = { 'http:': httpRequest, 'https:': httpsRequest }[url.protocol]
  if (!request) throw new Refused('It is not a web address.')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  // A bare address is connected to without being looked up.
  if (!allowPrivateHosts && isIP(host) !== 0 && isPrivate(host)) throw new Refused(PRIVATE)

  return await new Promise((resolve, reject) => {
    const headers = { accept: 'image/*', 'user-agent': 'Sellthrough (product import)' }
    const options = { headers, signal, ...(!allowPrivateHosts && { lookup: lookUpPublic }) }
    request(url.href, options, resolve).on('error', reject).end()
  })
}

async function readAll(response: IncomingMessage, maxBytes: number): Promise<Download> {
  const tooLarge = {
    failure: `It is larger than ${Math.round(maxBytes / 1_000_000)} MB.`,
    isHostAway: false,
  }
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) {
    response.destroy()
    return tooLarge
  }
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    // Leaving the loop closes the connection.
    if (size > maxBytes) return tooLarge
    chunks.push(bytes)
  }
  return { bytes: Buffer.concat(chunks) }
}

class Refused extends Error {
  override readonly name = 'Refused'
}

const PRIVATE = 'It is inside a private network.'

/** As `dns.lookup`, but a name that leads inside is an error. */
const lookUpPublic: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, [])
    if (addresses.some(({ address }) => isPrivate(address))) return done(new Refused(PRIVATE), [])
    return answer(addresses, options.all === true, done)
  })
}

function answer(
  addresses: readonly LookupAddress[],
  all: boolean,
  done: Parameters<LookupFunction>[2],
): void {
  const [first] = addresses
  if (all) done(null, [...addresses])
  else if (first) done(null, first.address, first.family)
  else done(new Refused('Its name leads nowhere.'), [])
}

/** Everything that is not the public internet: https://www.iana.org/assignments/iana-ipv4-special-registry and its sister for IPv6. */
const SPECIAL = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  SPECIAL.addSubnet(network, bits, 'ipv4')
}
// Of IPv6 only 2000::/3 is given out for the internet; within it, what wraps or tunnels another address is left out too.
const PUBLIC_V6 = new BlockList()
PUBLIC_V6.addSubnet('2000::', 3, 'ipv6')
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  SPECIAL.addSubnet(network, bits, 'ipv6')
}

export function isPrivate(address: string): boolean {
  if (isIP(address) === 4) return SPECIAL.check(address, 'ipv4')
  return !PUBLIC_V6.check(address, 'ipv6') || SPECIAL.check(address, 'ipv6')
}

function whyAway(error: unknown, signal: AbortSignal): string {
  if (error instanceof Refused) return error.message
  if (signal.aborted) return 'It does not answer in time.'
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
  return `It cannot be reached${code}.`
}
