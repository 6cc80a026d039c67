import { codeOf, evaluate, normalisedEmail, type Offer } from './promotion-rules.ts'

const NOW = new Date('2026-11-20T12:00:00Z')
let made = 0

const offer = (more: Partial<Offer> = {}): Offer => ({
  id: `promotion-${(made += 1).toString().padStart(4, '0')}`,
  name: 'An offer',
  kind: 'percentage',
  code: null,
  percentBp: null,
  amountMinor: null,
  minimumSpendMinor: 0,
  startsAt: null,
  endsAt: null,
  limitTotal: null,
  limitPerCustomer: null,
  combines: false,
  active: true,
  uses: 0,
  usesByCustomer: 0,
  gift: null,
  ...more,
})
const percent = (percentBp: number, more: Partial<Offer> = {}) => offer({ percentBp, ...more })
const fixed = (amountMinor: number, more: Partial<Offer> = {}) =>
  offer({ kind: 'fixed_amount', amountMinor, ...more })
const gift = (variantId: string, minimumSpendMinor: number, free: number, combines = false) =>
  offer({ kind: 'gift', minimumSpendMinor, combines, gift: { variantId, free } })

const spending = (spend: number, coupons: readonly string[] = []) => ({
  lines: [{ variantId: 'tea', quantity: 1, unitPriceMinor: spend }],
  coupons,
  now: NOW,
})
const namesOf = (of: { applied: readonly { offer: Offer }[] }) =>
  of.applied.map(({ offer: { id } }) => id)

describe('tiers of money off', () => {
  const tiers = [
    percent(2000, { minimumSpendMinor: 4000 }),
    percent(3000, { minimumSpendMinor: 8000 }),
  ]

  test.each([
    [3999, 0],
    [4000, 800],
    [7999, 1600],
    [8000, 2400],
  ])('spending %i: %i off, for the better tier replaces the other', (spend, off) => {
    expect(evaluate(tiers, spending(spend)).discountMinor).toBe(off)
  })

  test('just below the first: what is missing is named; in the first: the second', () => {
    expect(evaluate(tiers, spending(3580)).next).toMatchObject([
      { offer: tiers[0], missingMinor: 420 },
      { offer: tiers[1], missingMinor: 4420 },
    ])
    expect(evaluate(tiers, spending(5000)).next).toMatchObject([
      { offer: tiers[1], missingMinor: 3000 },
    ])
    expect(evaluate(tiers, spending(9000)).next).toEqual([])
  })
})

describe('what combines and what stands alone', () => {
  test('all that combine are added, and the best that stands alone wins only when it is more', () => {
    const together = [percent(1000, { combines: true }), fixed(500, { combines: true })]
    const alone = percent(2000)

    // 10 % and £5 of £40 are £9; 20 % are £8.
    expect(evaluate([...together, alone], spending(4000)).discountMinor).toBe(900)
    // Of £60: £11 against £12.
    expect(namesOf(evaluate([...together, alone], spending(6000)))).toEqual([alone.id])
  })

  test('more off than the goods cost: they cost nothing, and no more', () => {
    const { applied, discountMinor } = evaluate(
      [fixed(700, { combines: true }), fixed(700, { combines: true })],
      spending(1000),
    )

    expect(discountMinor).toBe(1000)
    expect(applied.map((one) => one.discountMinor)).toEqual([700, 300])
  })

  test('an offer and a code worth the same: the code is kept', () => {
    const code = percent(1000, { code: 'TEN' })
    const automatic = percent(1000)

    const outcome = evaluate([code, automatic], spending(1000, ['TEN']))
    expect(namesOf(outcome)).toEqual([automatic.id])
    expect(outcome.refused).toMatchObject([{ code: 'TEN', reason: 'outdone' }])
  })

  test('free delivery and a gift come on top of money off; of two free deliveries one is used', () => {
    const offers = [
      percent(1000),
      offer({ kind: 'free_delivery' }),
      offer({ kind: 'free_delivery', code: 'FREE' }),
      gift('magnet', 0, 1),
    ]

    const outcome = evaluate(offers, spending(1000, ['FREE']))
    expect(namesOf(outcome)).toEqual([offers[0]?.id, offers[1]?.id, offers[3]?.id])
    expect(outcome.refused).toMatchObject([{ code: 'FREE', reason: 'outdone' }])
  })
})

describe('gifts', () => {
  const magnet = gift('magnet', 1000, 5)
  const mug = gift('mug', 2000, 1)

  test('the dearer one replaces the other; is it gone, the other is given and it is missed', () => {
    expect(namesOf(evaluate([magnet, mug], spending(2000)))).toEqual([mug.id])
    const gone = { ...mug, gift: { variantId: 'mug', free: 0 } }
    const outcome = evaluate([magnet, gone], spending(2000))
    expect(namesOf(outcome)).toEqual([magnet.id])
    expect(outcome.missing).toEqual([gone])
  })

  test('the last one is in the basket, to be paid: there is none to give', () => {
    const basket = {
      lines: [{ variantId: 'mug', quantity: 1, unitPriceMinor: 2000 }],
      coupons: [],
      now: NOW,
    }
    expect(evaluate([mug], basket)).toMatchObject({ applied: [], missing: [mug] })
  })

  test('those that combine are all given, as long as there are units', () => {
    const both = [gift('pin', 0, 1, true), gift('pin', 0, 1, true)]
    const { applied, missing } = evaluate(both, spending(1000))
    expect([applied.length, missing.length]).toEqual([1, 1])
  })
})

test.each([
  ['nobody knows', [], 'unknown'],
  ['is switched off', [percent(1000, { code: 'X', active: false })], 'ended'],
  ['ends this moment', [percent(1000, { code: 'X', endsAt: NOW })], 'ended'],
  [
    'starts later',
    [percent(1000, { code: 'X', startsAt: new Date(NOW.getTime() + 1) })],
    'not_started',
  ],
  ['is used up', [percent(1000, { code: 'X', limitTotal: 3, uses: 3 })], 'used_up'],
  [
    'they used',
    [percent(1000, { code: 'X', limitPerCustomer: 1, usesByCustomer: 1 })],
    'used_already',
  ],
  ['needs more', [percent(1000, { code: 'X', minimumSpendMinor: 1001 })], 'below_minimum'],
  ['is outdone', [percent(1000, { code: 'X' }), percent(1001)], 'outdone'],
  ['gives what is gone', [{ ...gift('mug', 0, 0), code: 'X' }], 'gift_gone'],
])('a code that %s: it is refused with the reason', (_what, offers, reason) => {
  expect(evaluate(offers, spending(1000, ['X'])).refused).toMatchObject([{ code: 'X', reason }])
})

test('a code that starts this moment and has one use left: it applies', () => {
  const last = percent(1000, { code: 'X', startsAt: NOW, limitTotal: 3, uses: 2 })
  expect(evaluate([last], spending(1000, ['X'])).discountMinor).toBe(100)
})

test('half a penny off: it is rounded up', () => {
  expect(evaluate([percent(1000)], spending(1005)).discountMinor).toBe(101)
})

test('nothing in the basket: nothing applies', () => {
  expect(evaluate([percent(1000), gift('mug', 0, 9)], spending(0)).applied).toEqual([])
})

test('codes are the same in any case, and with blanks around them', () => {
  expect(codeOf(' wElcome10 ')).toBe('WELCOME10')
})

test.each([
  ['Ada+shop@Example.com', 'ada@example.com'],
  ['a.d.a+x@gmail.com', 'ada@gmail.com'],
  ['ada@googlemail.com', 'ada@gmail.com'],
  ['a.da@example.com', 'a.da@example.com'],
])('one mailbox is one customer: %s is %s', (email, key) => {
  expect(normalisedEmail(email)).toBe(key)
})
