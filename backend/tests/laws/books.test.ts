import type { Client } from 'pg'

import { LAW_NAMES, type LawName } from '#features/operations/rules.ts'
import { buy } from '#tests/support/given.ts'
import { promotion } from '#tests/support/promotions.ts'
import { openTestShop, type TestShop } from '#tests/support/shop.ts'
import { connect } from '#tests/support/template-database.ts'

let shop: TestShop
let client: Client
/** One order of each kind, by what became of it. */
const orders: Record<string, string> = {}

beforeAll(async () => {
  shop = await openTestShop()
  client = await connect(shop.databaseUrl)
  const owner = await shop.as('owner')

  await promotion(shop, { code: 'BOOKS', name: 'A tenth off', limitTotal: 9 })
  const buyer = shop.browser()
  await buyer.post('/api/cart/coupons').send({ code: 'BOOKS' }).expect(200)
  await shop.given.stock('BOOKS-given', 9, 1000)
  const given = await buy(buyer, 'BOOKS-given', 2)
  orders['given'] = given.body.order.id

  for (const kind of [
    'waiting',
    'placed',
    'sent',
    'refunded',
    'cancelled',
    'expired',
    'parted',
    'last',
  ]) {
    await shop.given.stock(`BOOKS-${kind}`, 9, 1000)
    const { body } = await buy(shop.browser(), `BOOKS-${kind}`, 2)
    orders[kind] = body.order.id
    if (kind === 'expired') await shop.pay(body.paymentUrl, 'abandoned')
    else if (kind !== 'waiting') await shop.pay(body.paymentUrl)
  }
  const at = (kind: string, step: string) => `/api/admin/orders/${orders[kind]}/${step}`
  const packed = await owner.post(at('sent', 'fulfilments')).expect(201)
  await owner
    .post(`/api/admin/fulfilments/${packed.body.fulfilments[0].id}/sent`)
    .send({ carrier: null, trackingNumber: null, trackingUrl: null })
    .expect(200)
  await owner.post(at('refunded', 'refunds')).send({ reason: '' }).expect(201)
  await owner.post(at('cancelled', 'cancellation')).send({ reason: '' }).expect(200)
  await shop.settled()
  const { body } = await owner.get(`/api/admin/orders/${orders['parted']}`).expect(200)
  const lines = [{ lineId: body.lines[0].id, quantity: 1 }]
  await owner.post(at('parted', 'refunds')).send({ lines }).expect(201)
  await shop.settled()
})
afterAll(async () => {
  await client.end()
  await shop.close()
})

test('an order of each kind: nothing is off', async () => {
  expect(await shop.books()).toEqual([])
})

const ID = 'gen_random_uuid()'
const NOW = 'now()'
const variantOf = (kind: string) => `(select variant_id from order_line where order_id = :${kind})`
const lineOf = (kind: string) => `(select id from order_line where order_id = :${kind})`
const moveLevel = (kind: string, change: string) =>
  `update stock_level set ${change} where variant_id = ${variantOf(kind)}`
const movement = (kind: string, delta: number, reason: string) => `
  insert into stock_movement (id, variant_id, delta, reason, order_id, created_at)
  values (${ID}, ${variantOf(kind)}, ${delta}, '${reason}', :${kind}, ${NOW})`
const secondPayment = (kind: string) => `
  insert into payment (id, order_id, attempt, status, amount_minor, captured_minor, currency, expires_at, created_at, updated_at)
  select ${ID}, order_id, 2, 'paid', amount_minor, amount_minor, currency, expires_at, created_at, updated_at
    from payment where order_id = :${kind}`
const secondParcel = (kind: string) => `
  with parcel as (
    insert into fulfilment (id, order_id, kind, packed_at) values (${ID}, :${kind}, 'delivery', ${NOW}) returning id)
  insert into fulfilment_line select parcel.id, l.id, l.quantity from parcel, order_line l where l.order_id = :${kind}`

type Crime = readonly [law: LawName, what: string, figures: object, ...statements: string[]]

/** Each breaks one law, past every trigger and constraint that would keep the shop from doing so. */
const CRIMES: readonly Crime[] = [
  [
    'stock_drift',
    'a unit appears without a movement',
    { sku: 'BOOKS-placed', on_hand: 8, moved: 7 },
    moveLevel('placed', 'on_hand = on_hand + 1'),
  ],
  [
    'stock_drift',
    'a level is gone, and its movements are not',
    { sku: 'BOOKS-placed', on_hand: 0, moved: 7 },
    `delete from stock_level where variant_id = ${variantOf('placed')}`,
  ],
  [
    'reservation_drift',
    'a unit is held for nobody',
    { sku: 'BOOKS-placed', reserved: 1, held: 0 },
    moveLevel('placed', 'reserved = reserved + 1'),
  ],
  [
    'held_units',
    'the units of an order that waits are given away',
    { status: 'awaiting_payment', wanted: 2, held: 0 },
    `update reservation set status = 'released', ended_at = ${NOW} where order_id = :waiting`,
    moveLevel('waiting', 'reserved = 0'),
  ],
  [
    'held_units',
    'an order that is placed holds units still',
    { status: 'placed', wanted: 0, held: 1 },
    `insert into reservation (id, order_id, variant_id, quantity, created_at)
     values (${ID}, :placed, ${variantOf('placed')}, 1, ${NOW})`,
    moveLevel('placed', 'reserved = 1'),
  ],
  [
    'sold_units',
    'units are sold twice',
    { status: 'placed', ordered: 2, consumed: 2, sold: 4, back: 0 },
    'drop index stock_movement_one_sale',
    movement('placed', -2, 'sale'),
    moveLevel('placed', 'on_hand = on_hand - 2'),
  ],
  [
    'sold_units',
    'units are sold that were not reserved',
    { ordered: 2, consumed: 0, sold: 2 },
    `update reservation set status = 'released' where order_id = :placed`,
  ],
  [
    'sold_units',
    'the units of a cancelled order come back twice',
    { status: 'cancelled', sold: 2, back: 4 },
    movement('cancelled', 2, 'restock'),
    moveLevel('cancelled', 'on_hand = on_hand + 2'),
  ],
  [
    'sold_units',
    'an order that expired sold something',
    { status: 'expired', ordered: 0, sold: 2 },
    movement('expired', -2, 'sale'),
    moveLevel('expired', 'on_hand = on_hand - 2'),
  ],
  [
    'order_payment',
    'an order is placed and was never paid',
    { status: 'placed', fault: 'is placed and not paid in full', captured_minor: 0 },
    `update payment set status = 'failed', captured_minor = 0 where order_id = :placed`,
  ],
  [
    'order_payment',
    'an order is placed, and a penny is missing',
    { fault: 'is placed and not paid in full', captured_minor: 2349, total_minor: 2350 },
    `update payment set captured_minor = captured_minor - 1 where order_id = :placed`,
  ],
  [
    'order_payment',
    'a payment comes for an order that is not placed',
    {
      status: 'awaiting_payment',
      fault: 'is paid, and neither placed nor given its money back',
    },
    `update payment set status = 'paid', captured_minor = amount_minor where order_id = :waiting`,
  ],
  [
    'order_payment',
    'an order is paid twice',
    { fault: 'is paid more than once', captured_minor: 4700, total_minor: 2350 },
    secondPayment('placed'),
  ],
  [
    'payment_status',
    'a placed order is called unpaid',
    { status: 'placed', payment_status: 'unpaid' },
    `update "order" set payment_status = 'unpaid' where id = :placed`,
  ],
  [
    'payment_status',
    'an order that nobody paid is called paid',
    { status: 'awaiting_payment', payment_status: 'paid' },
    `update "order" set payment_status = 'paid' where id = :waiting`,
  ],
  [
    'payment_status',
    'the bank is said to be at work, and no payment is',
    { status: 'awaiting_payment', payment_status: 'processing' },
    `update "order" set payment_status = 'processing' where id = :waiting`,
  ],
  [
    'payment_status',
    'an order is called paid when all of it went back',
    { payment_status: 'paid', refunded_minor: 2350 },
    `update "order" set payment_status = 'paid' where id = :refunded`,
  ],
  [
    'payment_status',
    'an order is called refunded when nothing went back',
    { payment_status: 'refunded', refunded_minor: 0 },
    `update "order" set payment_status = 'refunded' where id = :placed`,
  ],
  [
    'parcels',
    'what was sent is called unfulfilled',
    { fulfilment_status: 'unfulfilled', ordered: 2, sent: 2 },
    `update "order" set fulfilment_status = 'unfulfilled' where id = :sent`,
  ],
  [
    'parcels',
    'what is here is called fulfilled',
    { fulfilment_status: 'fulfilled', sent: 0 },
    `update "order" set fulfilment_status = 'fulfilled' where id = :placed`,
  ],
  ['parcels', 'units are packed twice', { ordered: 2, packed: 4 }, secondParcel('sent')],
  [
    'parcels',
    'an order is packed that nobody paid',
    { status: 'awaiting_payment', packed: 2 },
    secondParcel('waiting'),
  ],
  [
    'refund_ledger',
    'a payment gives back less than its refunds',
    { refunded_minor: 2349, refunds_minor: 2350 },
    `update payment set refunded_minor = refunded_minor - 1 where order_id = :refunded`,
  ],
  [
    'refund_ledger',
    'an amount is set aside for no refund',
    { refunded_minor: 100, refunds_minor: 0 },
    `update payment set refunded_minor = 100 where order_id = :placed`,
  ],
  [
    'order_refunds',
    'an order says that less went back than did',
    { refunded_minor: 2349, missing_minor: 2350 },
    `update "order" set refunded_minor = 2349, payment_status = 'partially_refunded' where id = :refunded`,
  ],
  [
    'order_refunds',
    'an order says that something went back, and nothing did',
    { refunded_minor: 100, gone_minor: 0 },
    `update "order" set refunded_minor = 100, payment_status = 'partially_refunded' where id = :placed`,
  ],
  [
    'order_totals',
    'a line costs a penny more each',
    { subtotal_minor: 2000, lines_minor: 2002 },
    `update order_line set unit_price_minor = 1001, total_minor = 2002 where order_id = :placed`,
  ],
  [
    'order_totals',
    'a line has another tax',
    { tax_minor: 391, lines_tax_minor: 390 },
    `update order_line set tax_minor = tax_minor - 1 where order_id = :placed`,
  ],
  [
    'money_ledger',
    'a payment is in another currency',
    { entry: 'payment', currency: 'eur' },
    `update payment set currency = 'eur' where order_id = :placed`,
  ],
  [
    'money_ledger',
    'a payment is of another amount than its order',
    { entry: 'payment', status: 'open', amount_minor: 2351 },
    `update payment set amount_minor = 2351 where order_id = :waiting`,
  ],
  [
    'money_ledger',
    'a refund is of a payment that brought nothing',
    { entry: 'refund', status: 'pending', amount_minor: 100 },
    `alter table payment drop constraint payment_amounts`,
    `insert into refund (id, order_id, payment_id, amount_minor, currency, created_at, updated_at)
     select ${ID}, order_id, id, 100, currency, ${NOW}, ${NOW} from payment where order_id = :waiting`,
    `update payment set refunded_minor = 100 where order_id = :waiting`,
  ],
  [
    'money_ledger',
    'a payment that failed has money',
    { entry: 'payment', status: 'failed' },
    secondPayment('cancelled'),
    `update payment set status = 'failed', captured_minor = 2350, refunded_minor = 2350
      where order_id = :cancelled and attempt = 1`,
    `update payment set captured_minor = 0 where order_id = :cancelled and attempt = 2`,
  ],
  [
    'money_ledger',
    'a refund is in another currency',
    { entry: 'refund', currency: 'eur' },
    `update refund set currency = 'eur' where order_id = :refunded`,
  ],
  [
    'promotion_uses',
    'a use is counted that no order has',
    { name: 'A tenth off', uses: 2, taken: 1 },
    `update promotion set uses = uses + 1`,
  ],
  [
    'order_promotions',
    'an order ended and kept its use',
    { status: 'cancelled', taken: 1, given_back: 0 },
    `insert into promotion_use (order_id, promotion_id, name, kind, discount_minor, email, created_at)
     select :cancelled, promotion_id, name, 'free_delivery', 350, email, created_at from promotion_use`,
    `update promotion set uses = 2`,
  ],
  [
    'order_promotions',
    'an order waits, and its use was given back',
    { status: 'awaiting_payment', taken: 0, given_back: 1 },
    `update promotion_use set given_back_at = ${NOW}`,
    `update promotion set uses = 0`,
  ],
  [
    'order_promotions',
    'a promotion takes off more than the order says',
    { discount_minor: 200, promotions_minor: 201 },
    `update promotion_use set discount_minor = 201`,
  ],
  [
    'refunded_units',
    'more units of a line went back than its refunds say',
    { refunded: 2, in_refunds: 1, refunded_minor: 1000, in_refunds_minor: 1000 },
    `update order_line_tally set refunded = refunded + 1 where order_line_id = ${lineOf('parted')}`,
  ],
  [
    'refunded_units',
    'units of a refund that failed stay counted',
    { refunded: 1, in_refunds: 0 },
    `update refund set status = 'failed' where order_id = :parted`,
    `update payment set refunded_minor = 0 where order_id = :parted`,
    `update "order" set refunded_minor = 0, payment_status = 'paid' where id = :parted`,
    `insert into credit_note select ${ID}, number + 1, 'correction', order_id, refund_id, currency, amount_minor, tax_minor, seller, taxes, ${NOW}
       from credit_note where order_id = :parted`,
    `update document_counter set last = last + 1 where kind = 'credit_note'`,
  ],
  [
    'invoices',
    'an invoice is of another sum than its order',
    { status: 'placed', total_minor: 2350, invoiced_minor: 2351 },
    `update invoice set total_minor = 2351 where order_id = :placed`,
  ],
  [
    'invoices',
    'the taxes of an invoice are not its tax',
    { status: 'placed', total_minor: 2350 },
    `update invoice set taxes = '[{"rateBp": 2000, "totalMinor": 2350, "taxMinor": 1}]' where order_id = :placed`,
  ],
  [
    'invoices',
    'an order is placed and has no invoice',
    { status: 'placed', invoiced_minor: 0 },
    `delete from invoice where order_id = :last`,
    `update document_counter set last = last - 1 where kind = 'invoice'`,
  ],
  [
    'credit_notes',
    'a refund that succeeded has no credit note',
    { back_minor: 1000, credited_minor: 0 },
    `delete from credit_note where order_id = :parted`,
    `update document_counter set last = last - 1 where kind = 'credit_note'`,
  ],
  [
    'credit_notes',
    'all is credited, and not all of its tax',
    { back_minor: 2350, credited_minor: 2350, tax_minor: 391, credited_tax_minor: 390 },
    `update credit_note set tax_minor = tax_minor - 1 where order_id = :refunded`,
  ],
  [
    'document_numbers',
    'a number is missing',
    { document: 'invoice' },
    `update invoice set number = number + 1 where order_id = :last`,
    `update document_counter set last = last + 1 where kind = 'invoice'`,
  ],
  [
    'document_numbers',
    'a number was given to no document',
    { document: 'credit_note' },
    `update document_counter set last = last + 1 where kind = 'credit_note'`,
  ],
  [
    'outbox_waiting',
    'an event is not sent for more than a minute',
    { name: 'order.placed' },
    `insert into outbox (id, name, payload, created_at)
     values (${ID}, 'order.placed', '{}', ${NOW} - interval '61 seconds')`,
  ],
  [
    'webhooks_waiting',
    "an event of Stripe's is not applied for more than a minute",
    { event_id: 'evt_1', type: 'charge.refunded' },
    `insert into webhook_event (id, type, livemode, payload, occurred_at, received_at)
     values ('evt_1', 'charge.refunded', false, '{}', ${NOW}, ${NOW} - interval '61 seconds')`,
  ],
]

/** What the views say while the deed is done; it is undone afterwards. */
async function breachesAfter(statements: readonly string[]) {
  await client.query('begin')
  try {
    await client.query('set local session_replication_role = replica')
    for (const statement of statements) {
      await client.query(statement.replaceAll(/:(\w+)/g, (_name, kind) => `'${orders[kind]}'`))
    }
    const { rows } = await client.query<{ law: string; figures: object }>(
      `select law, figures from books_breach where since is null or since < now() - interval '1 minute'`,
    )
    return rows
  } finally {
    await client.query('rollback')
  }
}

test.each(
  CRIMES.map(
    ([law, what, figures, ...statements]) => [law, what, { figures, statements }] as const,
  ),
)('%s: %s', async (law, _what, { figures, statements }) => {
  expect(await breachesAfter(statements)).toMatchObject([{ law, figures }])
})

test('what is on its way for less than a minute is no breach', async () => {
  const young = `${NOW} - interval '30 seconds'`

  expect(
    await breachesAfter([
      `insert into outbox (id, name, payload, created_at) values (${ID}, 'order.placed', '{}', ${young})`,
      `insert into webhook_event (id, type, livemode, payload, occurred_at, received_at)
       values ('evt_2', 'charge.refunded', false, '{}', ${young}, ${young})`,
    ]),
  ).toEqual([])
})

test('money for an order that costs nothing, on its way back: no breach', async () => {
  await shop.given.stock('BOOKS-free', 3, 0)
  const free = { delivery: { method: 'collection' } }
  const { body } = await buy(shop.browser(), 'BOOKS-free', 1, free)
  expect(body.order.status).toBe('placed')
  await client.query(
    `insert into payment (id, order_id, attempt, status, amount_minor, captured_minor, refunded_minor, currency, expires_at, created_at, updated_at)
     values (${ID}, $1, 1, 'paid', 500, 500, 500, 'gbp', ${NOW}, ${NOW}, ${NOW})`,
    [body.order.id],
  )
  await client.query(
    `insert into refund (id, order_id, payment_id, amount_minor, currency, created_at, updated_at)
     select ${ID}, order_id, id, 500, 'gbp', ${NOW}, ${NOW} from payment where order_id = $1`,
    [body.order.id],
  )

  expect(await shop.books()).toEqual([])
})

test('every law has been broken here', () => {
  expect([...new Set(CRIMES.map(([law]) => law))]).toEqual([...LAW_NAMES])
})
