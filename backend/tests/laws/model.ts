import * as fc from 'fast-check'

import type { Fault } from '#tests/support/faults.ts'

import { commandsUpTo } from './model/commands.ts'
import { type Driver, openDriver } from './model/driver.ts'
import { openScene, type Scene } from './model/scene.ts'
import type { Model } from './model/state.ts'
import type { Command } from './model/step.ts'
import { drain, judge } from './model/verdict.ts'
import { count, type Proof } from './result.ts'

/** One shop for so many sequences: what it keeps of earlier ones would slow the later. */
const SEQUENCES_PER_SHOP = 100
const MOST_COMMANDS = 40

/** What goes wrong in a sequence, before which of its commands. */
const troubles = fc.record({
  before: fc.nat(14),
  kind: fc.constantFrom('statement', 'statement', 'statement', 'stripe', 'queue', 'mail'),
  nth: fc.nat(40),
  after: fc.boolean(),
  times: fc.integer({ min: 1, max: 4 }),
})

interface Trouble {
  readonly before: number
  readonly kind: Fault['kind'] | 'stripe'
  readonly nth: number
  readonly after: boolean
  readonly times: number
}

/** A sequence sends and mails much less than it queries. */
const FEW_STEPS = 4

function arm({ shop }: Driver, { kind, nth, after, times }: Trouble): void {
  if (kind === 'stripe') {
    shop.stripe.control.fault({ match: '* /v1/', status: nth % 2 === 0 ? 500 : 429, after, times })
  } else {
    shop.faults.arm({ kind, nth: kind === 'statement' ? nth : nth % FEW_STEPS, after })
  }
}

const hasStruck = ({ shop }: Driver, { kind, times }: Trouble): boolean =>
  kind === 'stripe' ? (shop.stripe.control.faults()[0]?.times ?? 0) < times : !shop.faults.isArmed()

/** Random shopping, with something going wrong in it, comes to what a simple model says. */
export async function proveModel({
  sequences,
  seed,
}: {
  readonly sequences: number
  readonly seed: number
}): Promise<Proof> {
  const counts = { sequences: 0, commands: 0, faults: 0 }
  let driver: Driver | undefined

  async function freshDriver(): Promise<Driver> {
    if (!driver || counts.sequences % SEQUENCES_PER_SHOP === 0) {
      await driver?.shop.close()
      driver = await openDriver()
    }
    counts.sequences += 1
    return driver
  }

  async function play(commands: Iterable<Command>, trouble: Trouble): Promise<void> {
    const on = await freshDriver()
    try {
      const { scene, model } = await openScene(on)
      const counted = counting(commands, (index) => {
        counts.commands += 1
        if (index === trouble.before) arm(on, trouble)
      })
      await fc.asyncModelRun(async () => ({ model, real: scene }), counted)
      if (hasStruck(on, trouble)) counts.faults += 1
      await drain(model, scene)
      await judge(model, scene)
    } catch (error) {
      // The next sequence begins in a shop that nothing has gone wrong in.
      await on.shop.close()
      driver = undefined
      throw error
    }
  }

  const details = await fc.check(fc.asyncProperty(commandsUpTo(MOST_COMMANDS), troubles, play), {
    numRuns: sequences,
    seed,
  })
  await driver?.shop.close()
  const { commands, faults } = counts
  return {
    line: [
      count(details.numRuns, 'sequences'),
      count(commands, 'commands'),
      count(faults, 'faults injected'),
    ].join(', '),
    violations: details.failed
      ? [`${String(details.errorInstance)}\n${fc.defaultReportMessage(details)}`]
      : [],
  }
}

/** The commands, told of one by one as they begin. */
function counting(commands: Iterable<Command>, begins: (index: number) => void): Command[] {
  let index = 0
  return [...commands].map((command) => ({
    check: (model: Readonly<Model>) => command.check(model),
    run: async (model: Model, scene: Scene) => {
      begins(index)
      index += 1
      await command.run(model, scene)
    },
    toString: () => command.toString(),
  }))
}
