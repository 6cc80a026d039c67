import { newId } from './id.ts'

test('an id is a UUID of version 7: its first 48 bits are the time, and the rest is chance', () => {
  const now = new Date('2026-11-20T09:00:00.123Z')
  const [one, other] = [newId(now), newId(now)]

  expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(Number.parseInt(one.replaceAll('-', '').slice(0, 12), 16)).toBe(now.getTime())
  expect(other).not.toBe(one)
})

test('ids sort by when they were made, also those of long ago', () => {
  const ids = [0, 1, 1_700_000_000_000, 1_800_000_000_000].map((time) => newId(new Date(time)))

  expect(ids.toSorted()).toEqual(ids)
})
