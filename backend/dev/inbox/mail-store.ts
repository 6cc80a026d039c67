import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'

import { bareAddress, Message } from './message.ts'

interface Place {
  readonly id: string
  readonly addresses: readonly string[]
  readonly offset: number
  readonly length: number
}

export type MailStore = Awaited<ReturnType<typeof openMailStore>>

/** Keeps mails in one file, a line each; memory holds only where each one is. */
export async function openMailStore(folder: string) {
  await mkdir(folder, { recursive: true })
  const file = await open(join(folder, 'mails.jsonl'), 'a+')
  let places = await load(file)
  let size = sizeOf(places)
  let queue: Promise<unknown> = file.truncate(size)

  /** One after another: the offset of a line is known before it is written. */
  async function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = queue.then(task)
    queue = turn.catch(() => undefined)
    return await turn
  }
  const read = async (place: Place) => await readAt(file, place)

  return {
    async add(message: Message): Promise<void> {
      const line = Buffer.from(`${JSON.stringify(message)}\n`)
      await inTurn(async () => {
        await file.appendFile(line)
        places.push(placeOf(message, size, line.length))
        size += line.length
      })
    },

    /** The newest first. */
    async list(filter: { to?: string; limit: number }): Promise<readonly Message[]> {
      const { to, limit } = filter
      const matching =
        to === undefined ? places : places.filter(({ addresses }) => addresses.includes(to))
      return await Promise.all(matching.slice(-limit).toReversed().map(read))
    },

    async find(id: string): Promise<Message | undefined> {
      const place = places.find((each) => each.id === id)
      return place && (await read(place))
    },

    async clear(): Promise<void> {
      await inTurn(async () => {
        await file.truncate(0)
        places = []
        size = 0
      })
    },

    async close(): Promise<void> {
      await queue
      await file.close()
    },
  }
}

/** A last line that a crash cut short is not a mail. */
async function load(file: FileHandle): Promise<Place[]> {
  const places: Place[] = []
  let offset = 0
  const text = await file.readFile('utf8')
  for (const line of text.split('\n').slice(0, -1)) {
    const length = Buffer.byteLength(line) + 1
    places.push(placeOf(Message.parse(JSON.parse(line)), offset, length))
    offset += length
  }
  return places
}

function sizeOf(places: readonly Place[]): number {
  const last = places.at(-1)
  return last ? last.offset + last.length : 0
}

function placeOf({ id, recipients }: Message, offset: number, length: number): Place {
  return { id, addresses: recipients.map(bareAddress), offset, length }
}

async function readAt(file: FileHandle, { offset, length }: Place): Promise<Message> {
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, offset)
  return Message.parse(JSON.parse(buffer.toString('utf8')))
}
