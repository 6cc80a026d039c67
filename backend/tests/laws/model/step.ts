import * as fc from 'fast-check'

import { CUSTOMERS, collect, type Scene, STOCK } from './scene.ts'
import type { Model, ModelOrder } from './state.ts'

export type Command = fc.AsyncCommand<Model, Scene>

interface Step {
  readonly words: string
  readonly applies?: (model: Model) => boolean
  readonly run: (model: Model, scene: Scene) => Promise<void>
}

/** A command that takes up what Stripe has to tell once it is done. */
export const command = ({ words, applies = () => true, run }: Step): Command => ({
  check: (model) => applies(model),
  run: async (model, scene) => {
    await run(model, scene)
    collect(scene)
  },
  toString: () => words,
})

export const customers = fc.nat(CUSTOMERS - 1)
export const variants = fc.nat(STOCK.length - 1)
export const orders = fc.nat(7)
export const seeds = fc.nat(9999)
/** The order that a number stands for, whatever orders there are. */
export const nth = (model: Model, order: number): ModelOrder =>
  model.orders[order % Math.max(1, model.orders.length)] as ModelOrder
export const anyOrder = (model: Model): boolean => model.orders.length > 0
