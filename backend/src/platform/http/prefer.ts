/** How a client would like to be answered, as far as the shop can do it (RFC 7240). */
export interface Preferences {
  /** It copes with 202 and asks again by itself. */
  readonly respondAsync: boolean
  /** For how many seconds it would rather wait for the answer itself; undefined when it does not say. */
  readonly waitSeconds: number | undefined
}

/** Reads the header `Prefer`. What is not understood is passed over; of a preference that comes twice the first counts. */
export function readPreferences(header: string | undefined): Preferences {
  const said = new Map<string, string>()
  for (const preference of (header ?? '').split(',')) {
    const [whole = ''] = preference.split(';')
    const [name = '', value = ''] = whole.split('=').map((part) => part.trim())
    const known = name.toLowerCase()
    if (!said.has(known)) said.set(known, value.replaceAll(/^"|"$/g, ''))
  }
  const wait = said.get('wait') ?? ''
  return {
    respondAsync: said.has('respond-async'),
    waitSeconds: /^\d{1,6}$/.test(wait) ? Number(wait) : undefined,
  }
}
