import { ApiProblem } from '#web/api/client.ts'

const OUR_FAULT = 'Something went wrong on our side. Try again in a moment.'

/** What an error says to the person: a refusal in the shop's words, anything else in ours. */
export function inWords(error: unknown): string {
  if (!(error instanceof ApiProblem)) return OUR_FAULT
  const isDefect = error.status >= 500 && error.document.detail === undefined
  return isDefect ? OUR_FAULT : error.message
}
