export { type PricedLine, priceLine, type Totals, taxIncluded, totalUp } from './rules.ts'
export { spread } from './spread.ts'
