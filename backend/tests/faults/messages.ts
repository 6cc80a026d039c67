/** The longest telling of a message. */
const MOST_LETTERS = 60

const [PARSE, BIND, SIMPLE] = ['P', 'B', 'Q'].map((letter) => letter.charCodeAt(0))

/** Prepared statements by name: the shop names them by what they say, so a name means the same on every connection. */
const prepared = new Map<string, string>()

/** What a client's message to PostgreSQL does, in the first words of its SQL. */
export function tellStatement(message: Buffer): string {
  for (let at = 0; at + 5 <= message.length; at += 1 + message.readUInt32BE(at + 1)) {
    const kind = message[at]
    const body = message.subarray(at + 5, at + 1 + message.readUInt32BE(at + 1))
    if (kind === SIMPLE) return shorten(untilZero(body, 0))
    if (kind !== PARSE && kind !== BIND) continue
    const first = untilZero(body, 0)
    const second = untilZero(body, Buffer.byteLength(first) + 1)
    if (kind === BIND) return prepared.get(second) ?? 'a statement'
    const told = shorten(second)
    prepared.set(first, told)
    return told
  }
  return 'hello or farewell'
}

/** The first line of a request, with the name of the action where there is one. */
export function tellRequest(message: Buffer): string {
  const text = message.toString('latin1', 0, 4096)
  const line = /^([A-Z]+ \S+) HTTP/.exec(text)?.[1] ?? 'more of a request'
  const action = /x-amz-target: \w+\.(\w+)/i.exec(text)?.[1]
  return shorten(action ?? line)
}

const untilZero = (body: Buffer, from: number): string =>
  body.toString('utf8', from, Math.max(body.indexOf(0, from), from))

const shorten = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, MOST_LETTERS)
