import { withAdded, without, withoutCoupon, withQuantity } from './cart-forecast.ts'

const gbp = (minor: number) => ({ minor, currency: 'gbp' })

const line = (sku: string, quantity: number, unitMinor = 450) => ({
  sku,
  slug: sku.toLowerCase(),
  title: sku,
  options: [],
  image: null,
  quantity,
  available: 5,
  unitPrice: gbp(unitMinor),
  compareAt: null,
  total: gbp(unitMinor * quantity),
  notice: null,
})

test('no cart yet: the line added is the cart', () => {
  expect(withAdded(undefined, line('MUG', 2))).toEqual({
    version: 0,
    lines: [line('MUG', 2)],
    unitCount: 2,
    subtotal: gbp(900),
    discount: gbp(0),
    total: gbp(900),
    promotions: [],
    gifts: [],
    coupons: [],
    freeDelivery: false,
    next: [],
  })
})

test('a code taken out: it is gone at once, and the others stay', () => {
  const coupon = (code: string) => ({ code, name: code, reason: null, detail: null })
  const cart = { ...withAdded(undefined, line('MUG', 2)), coupons: [coupon('A'), coupon('B')] }

  expect(withoutCoupon(cart, 'A').coupons).toEqual([coupon('B')])
})

test('a line that is there already: its quantity grows, up to what is available', () => {
  const cart = withAdded(undefined, line('MUG', 2))

  expect(withAdded(cart, line('MUG', 1)).lines).toEqual([line('MUG', 3)])
  expect(withAdded(cart, line('MUG', 9)).lines).toEqual([line('MUG', 5)])
})

test('a discount stays and the total never falls below zero', () => {
  const cart = { ...withAdded(undefined, line('MUG', 2)), discount: gbp(500) }

  expect(withQuantity(cart, 'MUG', 3)).toMatchObject({ subtotal: gbp(1350), total: gbp(850) })
  expect(withQuantity(cart, 'MUG', 1)).toMatchObject({ subtotal: gbp(450), total: gbp(0) })
})

test('a line taken out: the others stay as they are', () => {
  const cart = withAdded(withAdded(undefined, line('MUG', 2)), line('JUG', 1, 1200))

  expect(without(cart, 'MUG')).toMatchObject({
    lines: [line('JUG', 1, 1200)],
    unitCount: 1,
    total: gbp(1200),
  })
})
