import type { OrderView } from '#features/orders/contract.ts'
import type { ShopSettings } from '#features/settings/index.ts'

import { billLines, totalRows } from './bill.ts'
import type { Letter, Part, Unit } from './letter.ts'
import { optionWords, shopLines } from './words.ts'

/** A letter for readers and programs that want no HTML. */
export function typesetText(letter: Letter, shop: ShopSettings): string {
  const body = [letter.heading, ...letter.parts.map(typesetPart)]
  return `${[...body, signature(shop)].join('\n\n')}\n`
}

function typesetPart(part: Part): string {
  switch (part.kind) {
    case 'text':
    case 'small':
      return part.text
    case 'button':
    case 'link':
      return `${part.label}:\n${part.href}`
    case 'facts':
      return part.facts.map(({ name, value }) => `${name}: ${value.join('\n  ')}`).join('\n')
    case 'bill':
      return billText(part.order)
    case 'units':
      return part.units.map((unit) => `- ${unit.quantity} × ${unitWords(unit)}`).join('\n')
  }
}

function billText(order: OrderView): string {
  const lines = billLines(order).map(
    (line) => `- ${unitWords(line)}\n  ${line.detail} = ${line.amount}`,
  )
  const totals = totalRows(order).map(({ name, amount }) => `${name}: ${amount}`)
  return [...lines, '', ...totals].join('\n')
}

const unitWords = ({ title, options }: Omit<Unit, 'quantity'>): string =>
  [title, optionWords(options)].filter((words) => words !== '').join(' – ')

function signature(shop: ShopSettings): string {
  const { email, phone } = shop
  return ['-- ', ...shopLines(shop), [email, phone].filter(Boolean).join(' · ')].join('\n')
}
