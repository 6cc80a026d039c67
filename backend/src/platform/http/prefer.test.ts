import { readPreferences } from './prefer.ts'

test.each([
  ['respond-async', true, undefined],
  ['Respond-Async, wait=10', true, 10],
  ['wait="10";foo="bar", respond-async; x', true, 10],
  ['wait=5, wait=90, respond-async', true, 5],
  ['wait=soon, respond-async', true, undefined],
  ['return=minimal', false, undefined],
  ['', false, undefined],
  [undefined, false, undefined],
])('Prefer: %s', (header, respondAsync, waitSeconds) => {
  expect(readPreferences(header)).toEqual({ respondAsync, waitSeconds })
})
