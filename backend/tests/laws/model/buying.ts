import * as fc from 'fast-check'

import { checkOut, comeBack, putInCart } from './shopping.ts'
import { anyOrder, command, customers, nth, orders, variants } from './step.ts'

export const add = fc
  .tuple(customers, variants, fc.integer({ min: 1, max: 3 }))
  .map(([customer, variant, quantity]) =>
    command({
      words: `customer ${customer} adds ${quantity} of variant ${variant}`,
      run: async (model, scene) =>
        await putInCart(model, scene, { customer, variant, quantity, adds: true }),
    }),
  )

export const change = fc
  .tuple(customers, variants, fc.integer({ min: 1, max: 4 }))
  .map(([customer, variant, quantity]) =>
    command({
      words: `customer ${customer} wants ${quantity} of variant ${variant}`,
      run: async (model, scene) =>
        await putInCart(model, scene, { customer, variant, quantity, adds: false }),
    }),
  )

export const buy = customers.map((customer) =>
  command({
    words: `customer ${customer} checks out`,
    run: async (model, scene) => await checkOut(model, scene, customer),
  }),
)

export const buyAtOnce = fc
  .tuple(customers, variants, fc.integer({ min: 1, max: 3 }))
  .map(([customer, variant, quantity]) =>
    command({
      words: `customer ${customer} orders ${quantity} of variant ${variant}`,
      run: async (model, scene) => {
        await putInCart(model, scene, { customer, variant, quantity, adds: true })
        await checkOut(model, scene, customer)
      },
    }),
  )

export const back = orders.map((order) =>
  command({
    words: `the customer of order ${order} comes back to its page`,
    applies: anyOrder,
    run: async (model, scene) => await comeBack(model, scene, nth(model, order)),
  }),
)
