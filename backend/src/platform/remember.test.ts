import { remember } from './remember.ts'

test('a thing is made once for its key, and another for another key', () => {
  const made: string[] = []
  const thingFor = remember((key) => ({ key, place: made.push(key) }))

  expect(thingFor('gbp')).toBe(thingFor('gbp'))
  expect(thingFor('eur')).toEqual({ key: 'eur', place: 2 })
  expect(made).toEqual(['gbp', 'eur'])
})
