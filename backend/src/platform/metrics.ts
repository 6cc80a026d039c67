import {
  Counter,
  Histogram,
  type MetricObjectWithValues,
  type MetricValue,
  Registry,
} from 'prom-client'

import type { Clock } from './clock.ts'
import type { Database, Db } from './db.ts'

interface RequestLabels {
  readonly method: string
  /** The pattern of the route, never the URL. */
  readonly route: string
  readonly status: number
}

interface Sample {
  readonly name: string
  /** In Prometheus' own notation, without the braces. */
  readonly labels: string
  readonly value: number
}

/** One of several values of a gauge, told apart by its labels. */
export interface LabelledValue {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** A value that is read when somebody asks for the metrics, or several by their labels; none when there is nothing to say yet. */
export interface Gauge {
  readonly name: string
  readonly help: string
  read(): Promise<number | readonly LabelledValue[]>
}

export interface Metrics {
  observeRequest(labels: RequestLabels, seconds: number): void
  /** A query that took so many seconds. */
  observeQuery(seconds: number): void
  countJob(job: string, outcome: 'done' | 'failed', seconds: number): void
  countDefect(): void
  /** A counter of a feature's own; asked for twice by one name it is the same counter. */
  counter(name: string, help: string): { inc(labels?: Readonly<Record<string, string>>): void }
  addGauge(gauge: Gauge): void
  /** Adds what was counted since the last flush to the totals in the database. */
  flush(): Promise<void>
  /** Flushes when the last flush is ten seconds ago or more: what an instance may do after an invocation. */
  flushIfDue(): Promise<void>
  /** Everything, in Prometheus' text format (https://prometheus.io/docs/instrumenting/exposition_formats/). */
  render(): Promise<string>
}

const FLUSH_EVERY_MS = 10_000
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/**
 * A Lambda's memory is one of many and is thrown away, so nothing here is scraped from it: each process adds what it counted to
 * rows in PostgreSQL, and whoever is asked reads the rows. Totals never go back, whichever instance answers.
 */
export function createMetrics({
  db,
  clock,
}: {
  readonly db: Database
  readonly clock: Clock
}): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests answered',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from a request to its answer',
    labelNames: ['method', 'route'],
    buckets: SECONDS,
    registers,
  })
  const queries = new Histogram({
    name: 'db_query_duration_seconds',
    help: 'Time a query to the database took',
    buckets: SECONDS,
    registers,
  })
  const jobs = new Histogram({
    name: 'job_duration_seconds',
    help: 'Time a background job took, by what came of it',
    labelNames: ['job', 'outcome'],
    buckets: SECONDS,
    registers,
  })
  const defects = new Counter({ name: 'defects_total', help: 'Errors nobody meant', registers })

  const gauges: Gauge[] = []
  const flushed = new Map<string, number>()
  let lastFlush = clock.now().getTime()
  let flushing: Promise<void> | undefined

  async function addDeltas(): Promise<void> {
    lastFlush = clock.now().getTime()
    const counted = samplesOf(await registry.getMetricsAsJSON())
    const deltas = counted
      .map((sample) => ({ ...sample, value: sample.value - (flushed.get(keyOf(sample)) ?? 0) }))
      .filter(({ value }) => value !== 0)
    if (deltas.length === 0) return
    await addToTotals(db.pool, deltas)
    for (const sample of counted) flushed.set(keyOf(sample), sample.value)
  }

  async function flush(): Promise<void> {
    flushing ??= addDeltas().finally(() => {
      flushing = undefined
    })
    await flushing
  }

  return {
    observeRequest({ method, route, status }, seconds) {
      requests.inc({ method, route, status: String(status) })
      durations.observe({ method, route }, seconds)
    },
    observeQuery: (seconds) => queries.observe(seconds),
    countJob: (job, outcome, seconds) => jobs.observe({ job, outcome }, seconds),
    countDefect: () => defects.inc(),
    counter(name, help) {
      const known = registry.getSingleMetric(name)
      const counter =
        known instanceof Counter
          ? known
          : new Counter({ name, help, labelNames: ['kind'], registers })
      return { inc: (labels = {}) => counter.inc(labels) }
    },
    addGauge: (gauge) => void gauges.push(gauge),
    flush,
    async flushIfDue() {
      if (clock.now().getTime() - lastFlush >= FLUSH_EVERY_MS) await flush()
    },
    async render() {
      await flush()
      const definitions = await registry.getMetricsAsJSON()
      const [totals, read] = await Promise.all([
        readTotals(db.pool),
        Promise.all(gauges.map(async (gauge) => ({ gauge, value: await gauge.read() }))),
      ])
      return [
        ...definitions.map((definition) => describe(definition, totals)),
        ...read.map(({ gauge, value }) => describeGauge(gauge, value)),
      ].join('')
    },
  }
}

const keyOf = ({ name, labels }: Pick<Sample, 'name' | 'labels'>): string => `${name}{${labels}}`

type Definition = MetricObjectWithValues<MetricValue<string> & { readonly metricName?: string }>

function samplesOf(definitions: readonly Definition[]): Sample[] {
  return definitions.flatMap(({ name, values }) =>
    values.map((sample) => ({
      name: sample.metricName ?? name,
      labels: notation(sample.labels),
      value: sample.value,
    })),
  )
}

/** Sorted, so that the same labels are the same row whoever writes it. */
function notation(labels: Partial<Record<string, string | number>>): string {
  return Object.entries(labels)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}="${String(value).replaceAll(/[\\"\n]/g, '_')}"`)
    .join(',')
}

/** Rows are written in one order, so that two instances flushing at once do not deadlock. */
async function addToTotals(db: Db, deltas: readonly Sample[]): Promise<void> {
  const sorted = deltas.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  await db.$executeRaw`
    insert into metric_sample (name, labels, value)
    select * from unnest(${sorted.map(({ name }) => name)}::text[], ${sorted.map(({ labels }) => labels)}::text[],
                         ${sorted.map(({ value }) => value)}::float8[])
    on conflict (name, labels) do update set value = metric_sample.value + excluded.value`
}

async function readTotals(db: Db): Promise<readonly Sample[]> {
  return await db.metricSample.findMany({ orderBy: [{ name: 'asc' }, { labels: 'asc' }] })
}

const PARTS = ['', '_bucket', '_sum', '_count']

function describe({ name, help, type }: Definition, totals: readonly Sample[]): string {
  const names = new Set(PARTS.map((part) => name + part))
  const lines = totals
    .filter((sample) => names.has(sample.name))
    .map((sample) => `${sample.name}${sample.labels && `{${sample.labels}}`} ${sample.value}`)
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${String(type)}`, ...lines, ''].join('\n')
}

function describeGauge({ name, help }: Gauge, read: number | readonly LabelledValue[]): string {
  const lines =
    typeof read === 'number'
      ? [`${name} ${read}`]
      : read.map(
          ({ labels, value }) =>
            `${keyOf({ name, labels: notation(labels) }).replace(/\{\}$/, '')} ${value}`,
        )
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...lines, ''].join('\n')
}
