import type { Crowds, RushResult } from './crowds.ts'
import { type Measured } from './measure.ts'
import type { Results } from './rounds.ts'
import type { LambdaFigures } from './start-ups.ts'

export interface Report {
  readonly results: Results
  readonly lambda: LambdaFigures
  readonly machine: string
  readonly load: string
  readonly date: string
}

type Others = readonly [medusa: string, vendure: string, evershop: string]

/** One thing that is measured: what others came to, what is aimed at, and what came out. */
interface Row {
  readonly what: string
  readonly others: Others
  readonly aim: string
  readonly ours: string
  readonly isMet: boolean
}

const NOT_MEASURED: Others = ['', '', '']

export function tablesOf(report: Report): string {
  const { machine, date, load } = report
  return [
    `Measured on ${date}, on ${machine}. ${load}`,
    table(
      ['', 'Medusa', 'Vendure', 'EverShop', 'aim', 'Sellthrough', ''],
      rowsOf(report).map(({ what, others, aim, ours, isMet }) => [
        what,
        ...others,
        aim,
        `**${ours}**`,
        isMet ? 'met' : 'missed',
      ]),
    ),
    'In detail, medians of the rounds. CPU is in milliseconds for one go, by who spent them.',
    detailsOf(report.results),
  ].join('\n\n')
}

function rowsOf({ results, lambda }: Report): readonly Row[] {
  const { crowds } = results
  return [
    ...lists(results),
    ...visits(results),
    ...purchases(results),
    ...sizes(results, lambda),
    ...(crowds ? [...rushes(crowds), ...storms(crowds)] : []),
    driftRow(results),
  ]
}

function lists({ shop: { list, facets }, listToBare }: Results): readonly Row[] {
  return [
    least('list of 20, 16 visitors, a second', ['17.6', '23.8', '202'], {
      aim: 2000,
      ours: list?.perSecond,
    }),
    most('– p99, ms', ['1,180', '952', '155'], { aim: 20, ours: list?.p99Ms }),
    most('– CPU of the server, ms', ['64.6', '29.4', '4.1'], { aim: 0.4, ours: list?.cpuMs }),
    least('– of what a bare handler does, %', NOT_MEASURED, { aim: 50, ours: listToBare * 100 }),
    least('list with facets and total, 16, a second', NOT_MEASURED, {
      aim: 400,
      ours: facets?.perSecond,
    }),
  ]
}

function visits({ shop: { product, search, cart } }: Results): readonly Row[] {
  return [
    least('product by slug, 16, a second', ['53', '179', '571'], {
      aim: 3000,
      ours: product?.perSecond,
    }),
    least('text search, 16, a second', ['13', '42', '208'], { aim: 1000, ours: search?.perSecond }),
    least('new cart and a thing in it, 8, a second', ['5', '35', '145'], {
      aim: 700,
      ours: cart?.perSecond,
    }),
  ]
}

function purchases({ shop: { checkout, checkoutHot, checkoutHundred } }: Results): readonly Row[] {
  return [
    least('new cart to placed order, 8, a second', ['1.9', '9.8', '10'], {
      aim: 100,
      ours: checkout?.perSecond,
    }),
    most('– p99, ms', ['5,073', '1,039', '403'], { aim: 150, ours: checkout?.p99Ms }),
    most('– failed', ['', '', 'two of three'], { aim: 0, ours: checkout?.failed }),
    least('– all of one SKU', NOT_MEASURED, { aim: 100, ours: checkoutHot?.perSecond }),
    least('– of 100 SKUs', NOT_MEASURED, { aim: 100, ours: checkoutHundred?.perSecond }),
  ]
}

function sizes(results: Results, lambda: LambdaFigures): readonly Row[] {
  const { idleMegabytes, loadedMegabytes } = results
  return [
    most('start to the first product list, ms', ['4,351', '2,613', '2,453'], {
      aim: 400,
      ours: lambda.startMs,
    }),
    most('memory at rest, MB', ['407', '258', '480'], { aim: 120, ours: idleMegabytes }),
    most('memory after the load, MB', ['710', '335', '642'], { aim: 180, ours: loadedMegabytes }),
    most('`dist/lambda.zip`, MB', NOT_MEASURED, { aim: 4, ours: lambda.zipMegabytes }),
  ]
}

function rushes({ ten, fifty, flash }: Crowds): readonly Row[] {
  return [
    {
      what: '200 buyers at once for 50 units: accepted, left',
      others: ['11 to 16, 34 to 39', '200, 25 to 35', '12, 38'],
      aim: '50, 0',
      ours: `${fifty.placed}, ${fifty.unitsLeft}`,
      isMet: fifty.placed === 50 && fifty.unitsLeft === 0,
    },
    {
      what: '– how the 200 were answered',
      others: ['500 for the rest', '', '500 for the rest'],
      aim: '50 × 201, 150 × 409',
      ours: statusesOf(fifty),
      isMet: statusesOf(fifty) === '50 × 201, 150 × 409',
    },
    {
      what: '300 buyers at once for 10 units',
      others: NOT_MEASURED,
      aim: '10 × 201, 290 × 409',
      ours: statusesOf(ten),
      isMet: statusesOf(ten) === '10 × 201, 290 × 409',
    },
    {
      what: '500 buyers at once for 10 units: how they were answered, and until when',
      others: NOT_MEASURED,
      aim: '10 × 201, 490 × 409, < 5 s',
      ours: `${statusesOf(flash)}, ${figure(flash.seconds)} s`,
      isMet: statusesOf(flash) === '10 × 201, 490 × 409' && flash.seconds < 5,
    },
  ]
}

function storms({ storm, slowStripe }: Crowds): readonly Row[] {
  const { quiet, beside } = slowStripe
  return [
    least(`${figure(storm.deliveries)} webhooks until all are applied, a second`, NOT_MEASURED, {
      aim: 200,
      ours: storm.deliveries / storm.appliedSeconds,
    }),
    most('– refused, or their orders not placed', NOT_MEASURED, {
      aim: 0,
      ours: storm.refused + storm.unplaced,
    }),
    {
      what: 'list while others check out and Stripe takes 2 s: p99, ms',
      others: NOT_MEASURED,
      aim: `< ${figure(2 * quiet.p99Ms)}, twice its quiet value`,
      ours: figure(beside.p99Ms),
      isMet: beside.p99Ms < 2 * quiet.p99Ms,
    },
  ]
}

const driftRow = ({ drift }: Results): Row => ({
  what: 'variants whose stock does not add up, after all that',
  others: NOT_MEASURED,
  aim: '0',
  ours: String(drift),
  isMet: drift === 0,
})

const statusesOf = ({ statuses }: RushResult): string =>
  Object.entries(statuses)
    .map(([status, count]) => `${count} × ${status}`)
    .join(', ')

interface Figure {
  readonly aim: number
  readonly ours: number | undefined
}

function least(what: string, others: Others, { aim, ours = 0 }: Figure): Row {
  return { what, others, aim: `≥ ${figure(aim)}`, ours: figure(ours), isMet: ours >= aim }
}

function most(what: string, others: Others, { aim, ours = Infinity }: Figure): Row {
  return { what, others, aim: `≤ ${figure(aim)}`, ours: figure(ours), isMet: ours <= aim }
}

/** Three digits, or all that are before the point. */
function figure(value: number): string {
  return value.toLocaleString('en-GB', {
    maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0,
  })
}

function detailsOf({ shop, bare, nothing }: Results): string {
  const rows: readonly (readonly [string, Measured | undefined])[] = [
    ...Object.entries(shop),
    ['list, bare handler', bare],
    ['nothing, bare handler', nothing],
  ]
  return table(
    ['', 'a second', 'p50 ms', 'p99 ms', 'CPU: server', 'database', 'stand-ins', 'driver'],
    rows.map(([name, measured]) => [name, ...(measured ? figuresOf(measured) : [])]),
  )
}

function figuresOf(measured: Measured): readonly string[] {
  const { perSecond, p50Ms, p99Ms, cpuMs, databaseCpuMs, standInsCpuMs, driverCpuMs } = measured
  return [perSecond, p50Ms, p99Ms, cpuMs, databaseCpuMs, standInsCpuMs, driverCpuMs].map(figure)
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
