import type { OrderView } from '#features/orders/contract.ts'
import type { ShopSettings } from '#features/settings/index.ts'

import { html, markupOf } from './html.ts'
import { typesetHtml } from './layout.ts'
import { facts, letter, text } from './letter.ts'
import { orderCancelled } from './mails/order-cancelled.ts'
import { orderCollected } from './mails/order-collected.ts'
import { orderPlaced } from './mails/order-placed.ts'
import { orderReady } from './mails/order-ready.ts'
import { orderSent } from './mails/order-sent.ts'
import { paymentTooLate } from './mails/payment-too-late.ts'
import type { Occasion } from './occasion.ts'
import { typesetText } from './plain-text.ts'
import { goingBackMinor, lastDayToReturn, lastFailedAttempt, mailKey, oneLine } from './rules.ts'
import { day, moment, span } from './words.ts'

const NASTY = `<script>alert("it's")</script> & <b>more</b>`

describe('the template', () => {
  test('a value: escaped for text and for attributes', () => {
    expect(markupOf(html`<a title="${NASTY}">${NASTY}</a>`)).not.toMatch(/<script|<b>|"it|'s/)
    expect(markupOf(html`${`<&>"'`}`)).toBe('&lt;&amp;&gt;&quot;&#39;')
  })

  test('markup of its own: put in as it is, alone and in lists; null is nothing', () => {
    const inner = html`<i>${'<'}</i>`
    expect(markupOf(html`<p>${inner}${[inner, 'a&b', 2]}${null}</p>`)).toBe(
      '<p><i>&lt;</i><i>&lt;</i>a&amp;b2</p>',
    )
  })
})

describe('words', () => {
  test('days: as people say them', () => {
    expect(day('2026-11-24')).toBe('Tue 24 Nov')
    expect(day('2026-07-01T23:30:00Z', 'Europe/London')).toBe('Thu 2 Jul')
    expect(moment('2026-11-24T14:05:00Z', 'Europe/London')).toBe('14:05 on Tue 24 Nov')
  })

  test('from one day to another: the month once, where it is the same', () => {
    expect(span({ from: '2026-11-24', to: '2026-11-26' })).toBe('Tue 24 to Thu 26 Nov')
    expect(span({ from: '2026-11-30', to: '2026-12-02' })).toBe('Mon 30 Nov to Wed 2 Dec')
    expect(span({ from: '2026-11-24', to: '2026-11-24' })).toBe('Tue 24 Nov')
  })
})

describe('rules', () => {
  test('a key: says what the mail is about', () => {
    expect(mailKey('order.sent', 'o', 'f')).toBe('order.sent:o:f')
  })

  test('a subject: cannot end its own line', () => {
    expect(oneLine('Order 1\r\nBcc: all@example.com\u0000 ')).toBe('Order 1 Bcc: all@example.com')
  })

  test('what goes back on cancelling: refunds made then, and not those that failed or came before', () => {
    const at = (time: string) => new Date(`2026-11-24T${time}Z`)
    const refund = { status: 'pending', reason: '' } as const
    const refunds = [
      { ...refund, amountMinor: 100, createdAt: at('09:00:00') },
      { ...refund, amountMinor: 2000, createdAt: at('10:00:00') },
      { ...refund, amountMinor: 30, status: 'succeeded' as const, createdAt: at('10:00:01') },
      { ...refund, amountMinor: 4, status: 'failed' as const, createdAt: at('10:00:01') },
    ]
    expect(goingBackMinor(refunds, { cancelledAt: at('10:00:00') })).toBe(2030)
    expect(goingBackMinor(refunds, { cancelledAt: null })).toBe(0)
  })

  test('tries that failed: the last one counts', () => {
    const tries = ['failed', 'failed', 'open'].map((status, i) => ({ attempt: i + 1, status }))
    expect(lastFailedAttempt(tries)).toBe(2)
    expect(lastFailedAttempt([])).toBe(0)
  })

  test('returns: until so many days later; a shop that takes nothing back says nothing', () => {
    expect(lastDayToReturn(new Date('2026-11-24T10:00:00Z'), 30)).toBe('2026-12-24T10:00:00.000Z')
    expect(lastDayToReturn(new Date('2026-11-24T10:00:00Z'), 0)).toBeNull()
  })

  test('facts without a value: left out, and all of them when none has any', () => {
    expect(facts([['Carrier', null]])).toBeNull()
    expect(
      facts([
        ['Carrier', null],
        ['Where', ['a', 'b']],
      ]),
    ).toEqual({
      kind: 'facts',
      facts: [{ name: 'Where', value: ['a', 'b'] }],
    })
  })
})

describe('mails', () => {
  test('the confirmation: lines with options and prices, totals, VAT contained, dates, address, link', () => {
    const mail = typesetText(orderPlaced(occasion), SHOP)

    expect(mail).toContain("Paid. We're packing it.")
    expect(mail).toContain(
      `- ${LONG_TITLE} – Colour: Blue, Size: Large\n  2 × £1,250.00 = £2,500.00`,
    )
    expect(mail).toContain('Subtotal: £2,500.00\nStandard delivery: £3.50\nTotal: £2,503.50')
    expect(mail).toContain('VAT, included in the total: £417.25')
    expect(mail).toContain('Standard delivery: Arrives Tue 24 to Thu 26 Nov')
    expect(mail).toContain('Ada Lovelace\n  1 Quay Street\n  Whitby\n  YO21 1DL\n  United Kingdom')
    expect(mail).toContain(occasion.page)
  })

  test('an order to be collected: where, when, and no address of the customer', () => {
    const order = {
      ...ORDER,
      delivery: { ...ORDER.delivery, kind: 'collection' as const, address: null },
    }
    const mail = typesetText(orderPlaced({ ...occasion, order }), SHOP)
    expect(mail).toContain('To be collected from: Harbour Lane Supply\n  3 Harbour Lane')
    expect(mail).toContain('Ready: Tue 24 to Thu 26 Nov')
    expect(mail).toContain('Open: Tue to Sat, 10 to 5')
    expect(mail).not.toContain('Quay Street')
  })

  test('an order that cost nothing: nobody says that it was paid', () => {
    const order = { ...ORDER, totals: { ...ORDER.totals, total: { minor: 0, currency: 'gbp' } } }
    expect(orderPlaced({ ...occasion, order }).subject).toBe('Order 1001 is confirmed')
  })

  test('nasty text in a title, an option, a name and an address: only ever text', () => {
    const [line] = ORDER.lines
    const order = {
      ...ORDER,
      name: NASTY,
      lines: line ? [{ ...line, title: NASTY, options: [{ name: NASTY, value: NASTY }] }] : [],
      delivery: { ...ORDER.delivery, label: NASTY, address: { ...ADDRESS, line1: NASTY } },
    }
    const mail = typesetHtml(orderPlaced({ ...occasion, order }), { ...SHOP, name: NASTY })

    expect(mail).not.toContain('<script')
    expect(mail).not.toContain('<b>')
    expect(mail.match(/&lt;script&gt;alert\(&quot;it&#39;s&quot;\)/g)?.length).toBeGreaterThan(5)
  })

  test('a title of 90 letters: whole, in both forms', () => {
    const confirmation = orderPlaced(occasion)
    expect(LONG_TITLE).toHaveLength(90)
    expect(typesetHtml(confirmation, SHOP)).toContain(LONG_TITLE)
    expect(typesetText(confirmation, SHOP)).toContain(LONG_TITLE)
  })

  test('HTML: in both themes, with a preheader, and nothing loaded from anywhere', () => {
    const mail = typesetHtml(orderPlaced(occasion), SHOP)
    expect(mail).toContain('prefers-color-scheme: dark')
    expect(mail).toContain('<meta name="color-scheme" content="light dark">')
    expect(mail).toContain('It arrives Tue 24 to Thu 26 Nov. Here is what you bought.')
    expect(mail).not.toMatch(/<img|<script|<link|url\(/)
  })

  test('sent: the button follows the parcel where there is an address for that, and shows the order elsewhere', () => {
    const tracked = orderSent(occasion, { parcel: PARCEL, contents: [UNIT] })
    expect(tracked.subject).toBe('Order 1001 is on its way')
    expect(tracked.parts).toContainEqual(
      expect.objectContaining({ label: 'Track the parcel', href: PARCEL.trackingUrl }),
    )
    expect(typesetText(tracked, SHOP)).toContain('Carrier: Royal Mail\nTracking number: RM 123')
    expect(typesetText(tracked, SHOP)).toContain('We expect it to arrive by Thu 26 Nov.')

    const parcel = { ...PARCEL, carrier: null, trackingNumber: null, trackingUrl: null }
    const plain = typesetText(orderSent(occasion, { parcel, contents: [UNIT] }), SHOP)
    expect(plain).not.toMatch(/Carrier|Track/)
    expect(plain).toContain(`See your order:\n${occasion.page}`)
  })

  test('sent later than promised: the broken promise is not repeated', () => {
    const parcel = { ...PARCEL, sentAt: '2026-11-30T10:00:00.000Z' }
    expect(typesetText(orderSent(occasion, { parcel, contents: [] }), SHOP)).not.toContain('expect')
  })

  test('ready: where, when it is open, and the number to show', () => {
    const mail = typesetText(orderReady(occasion, [UNIT]), SHOP)
    expect(mail).toContain('Order number: 1001\nWhere: Harbour Lane Supply\n  3 Harbour Lane')
    expect(mail).toContain('Open: Tue to Sat, 10 to 5')
  })

  test('collected: thanks, and until when it can come back', () => {
    const mail = typesetText(orderCollected(occasion, '2026-11-24T10:00:00.000Z'), SHOP)
    expect(mail).toContain('Thank you for coming by.')
    expect(mail).toContain('until Thu 24 Dec, that is 30 days')
  })

  test.each([
    [true, 250_350, 'Your refund of £2,503.50 is on its way.'],
    [true, 0, 'There was nothing to pay, so nothing goes back.'],
    [false, 0, 'Nothing was taken.'],
  ])(
    'cancelled (paid: %s, going back: %i): says what happens to the money',
    (wasPaid, minor, words) => {
      const goingBack = { minor, currency: 'gbp' }
      const mail = typesetText(orderCancelled(occasion, { wasPaid, goingBack, reason: null }), SHOP)
      expect(mail).toContain(words)
      expect(mail).not.toContain(ORDER.name)
    },
  )

  test.each([
    ['expired', /somebody else had bought them/],
    ['cancelled', /after order 1001 was cancelled/],
    ['placed', /paid twice/],
  ] as const)('a payment too late for an order that is %s: why it goes back', (status, words) => {
    const amount = { minor: 250_350, currency: 'gbp' }
    const mail = paymentTooLate({ ...occasion, order: { ...ORDER, status } }, amount)
    expect(typesetText(mail, SHOP)).toMatch(words)
    expect(mail.heading).toBe('£2,503.50 is on its way back.')
  })

  test('a subject with a line break in it: one line in the page as well', () => {
    const draft = letter({ subject: 'a\nb', preheader: '', heading: '', parts: [text('x'), null] })
    expect(typesetHtml(draft, SHOP)).toContain('<title>a b</title>')
  })
})

const LONG_TITLE =
  'Hand-thrown stoneware teapot with a bamboo handle, from the last kiln of the autumn, 2019.'

const gbp = (minor: number) => ({ minor, currency: 'gbp' })

const SHOP: ShopSettings = {
  name: 'Harbour Lane Supply',
  tagline: '',
  currency: 'gbp',
  country: 'GB',
  email: 'hello@harbourlane.example',
  phone: '01947 555 010',
  addressLines: ['3 Harbour Lane', 'Whitby'],
  openingHours: 'Tue to Sat, 10 to 5',
  returnDays: 30,
  vatNumber: null,
  taxRateBasisPoints: 2000,
  deliveryCountries: ['GB'],
  reservationMinutes: 31,
  unpaidOrdersPerCustomer: 3,
  unpaidUnitsPerCustomer: 100,
  unpaidOrdersPerAddress: 20,
  unpaidUnitsPerAddress: 200,
  collectionDays: [1, 2, 3, 4, 5],
  timeZone: 'Europe/London',
  guestCartDays: 90,
  salesPaused: null,
}

const ADDRESS = {
  line1: '1 Quay Street',
  line2: null,
  city: 'Whitby',
  region: null,
  postalCode: 'YO21 1DL',
  country: 'GB',
}

const UNIT = {
  title: LONG_TITLE,
  options: [
    { name: 'Colour', value: 'Blue' },
    { name: 'Size', value: 'Large' },
  ],
  quantity: 2,
}

const PARCEL = {
  id: 'f',
  kind: 'delivery',
  status: 'sent',
  carrier: 'Royal Mail',
  trackingNumber: 'RM 123',
  trackingUrl: 'https://track.example/RM123?a=1&b=2',
  packedAt: '2026-11-23T10:00:00.000Z',
  sentAt: '2026-11-23T11:00:00.000Z',
  collectedAt: null,
} as const

const ORDER: OrderView = {
  id: 'o',
  number: 1001,
  status: 'placed',
  paymentStatus: 'paid',
  fulfilmentStatus: 'unfulfilled',
  email: 'ada@example.com',
  name: 'Ada Lovelace',
  phone: null,
  lines: [
    {
      ...UNIT,
      id: 'l',
      sku: 'TEAPOT',
      slug: 'teapot',
      image: null,
      unitPrice: gbp(125_000),
      discount: gbp(0),
      taxRateBasisPoints: 2000,
      tax: gbp(41_667),
      total: gbp(250_000),
      isGift: false,
      refundedUnits: 0,
    },
  ],
  totals: {
    subtotal: gbp(250_000),
    discount: gbp(0),
    delivery: gbp(350),
    tax: gbp(41_725),
    total: gbp(250_350),
  },
  promotions: [],
  refunded: gbp(0),
  refunds: [],
  invoice: { number: 7, issuedAt: '2026-11-20T10:01:00.000Z' },
  creditNotes: [],
  delivery: {
    method: 'standard',
    kind: 'delivery',
    label: 'Standard delivery',
    arrives: { from: '2026-11-24', to: '2026-11-26' },
    address: ADDRESS,
  },
  fulfilments: [],
  timeline: [],
  createdAt: '2026-11-20T10:00:00.000Z',
  placedAt: '2026-11-20T10:01:00.000Z',
  expiresAt: null,
  canPay: false,
  canCancel: true,
}

const occasion: Occasion = {
  shop: SHOP,
  order: ORDER,
  page: 'https://shop.example/orders/o?token=secret&x=1',
  adminPage: 'https://shop.example/admin/orders/o',
  paper: (name) => `https://shop.example/api/orders/o/${name}.pdf?token=secret`,
}
