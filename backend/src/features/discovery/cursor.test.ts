import { readCursor, writeCursor } from './cursor.ts'

const position = { key: 1250, id: '01900000-0000-7000-8000-000000000001' }
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const [mark] = JSON.parse(Buffer.from(writeCursor('price', position), 'base64url').toString())

test('a cursor: it comes back as it went, in letters that an address can carry', () => {
  const cursor = writeCursor('price', position)
  expect(cursor).toMatch(/^[\w-]+$/)
  expect(readCursor('price', cursor)).toEqual(position)
  expect(readCursor('price', undefined)).toBeUndefined()
})

test.each([
  ['of another sort', writeCursor('newest', position)],
  ['of another search', writeCursor('relevance mug', position)],
  ['cut short', writeCursor('price', position).slice(0, -8)],
  ['that is no cursor', 'nonsense'],
  ['that is empty', ''],
  ['with a key that is no whole number', encode([mark, 1.5, position.id])],
  ['with a key that is text', encode([mark, "1' or 1=1", position.id])],
  ['with a time beyond all calendars', encode([mark, 9e15, position.id])],
  ['with an id that is none', encode([mark, 1, 'x'])],
  ['with more in it', encode([mark, 1, position.id, 1])],
  ['that is an object', encode({ key: 1 })],
])('a cursor %s: refused, naming it', (_what, cursor) => {
  expect(() => readCursor('price', cursor)).toThrow(
    expect.objectContaining({
      code: 'invalid-cursor',
      members: { errors: [expect.objectContaining({ pointer: '#/query/cursor' })] },
    }),
  )
})
