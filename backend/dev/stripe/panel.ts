import { ControlRefusal } from './control-input.ts'
import type { Controls } from './controls.ts'
import type { EventRow } from './events.ts'
import { type Markup, markup, page } from './html.ts'
import { html, type Reply, type Request, redirect } from './http.ts'
import { money } from './money.ts'
import type { SessionRow } from './rows.ts'
import { intentOf } from './sessions.ts'
import type { World } from './world.ts'

const SESSIONS_SHOWN = 20
const EVENTS_SHOWN = 30

/** The page for people at `/`: what there is, and the buttons that make things happen. */
export function panelRoutes(
  world: World,
  controls: Controls,
): (request: Request) => Promise<Reply> {
  return async ({ method, path, body }) => {
    if (path === '/' && method === 'GET') return html(200, panelPage(world, null))
    if (path !== '/panel' || method !== 'POST')
      return html(404, panelPage(world, 'There is no such page.'))
    try {
      await press(controls, new URLSearchParams(body))
      return redirect('/')
    } catch (error) {
      if (!(error instanceof ControlRefusal)) throw error
      return html(error.status, panelPage(world, error.message))
    }
  }
}

async function press(controls: Controls, sent: URLSearchParams): Promise<unknown> {
  const action = sent.get('action') ?? ''
  const id = sent.get('id') ?? ''
  if (action === 'advance')
    return await controls.clock({ advanceSeconds: Number(sent.get('seconds')) })
  if (action === 'resend') return controls.resend(id)
  if (action === 'refund') return controls.refund({ session: id })
  if (action === 'dispute') return controls.dispute({ session: id })
  return controls.session(id, { outcome: action })
}

function panelPage(world: World, problem: string | null): string {
  const sessions = newest(world.store.sessions.rows(), SESSIONS_SHOWN)
  const events = newest(world.store.events.rows(), EVENTS_SHOWN)
  const { duplicates, shuffle, dropRate, delayMs } = world.delivery.manner
  return page(
    'Stripe stand-in',
    markup`<main>
<h1>Stripe stand-in</h1>
${problem && markup`<p class="alert" role="alert">${problem}</p>`}
<div class="row"><span>Clock: <strong>${time(world.now())}</strong></span>
${button({ action: 'advance', seconds: '60' }, '+1 minute')}${button({ action: 'advance', seconds: '1900' }, '+32 minutes')}
<a href="/">Refresh</a></div>
<p class="soft">Deliveries: ${duplicates} of each${shuffle && ', shuffled'}${dropRate > 0 && `, ${Math.round(dropRate * 100)} % dropped`}${delayMs > 0 && `, ${delayMs} ms late`}.</p>
<h2>Sessions</h2>
${
  sessions.length === 0
    ? markup`<p class="soft">None yet. They appear when a customer checks out.</p>`
    : table(
        'Sessions',
        ['Opened', 'Session', 'Total', 'State', 'Make it'],
        sessions.map((row) => sessionRow(world, row)),
      )
}
<h2>Events</h2>
${
  events.length === 0
    ? markup`<p class="soft">None yet.</p>`
    : table(
        'Events',
        ['Time', 'Event', 'About', 'Delivery', 'Again'],
        events.map((event) => eventRow(world, event)),
      )
}
</main>`,
  )
}

function newest<T>(rows: readonly (T | undefined)[], count: number): T[] {
  const found: T[] = []
  for (let at = rows.length - 1; at >= 0 && found.length < count; at -= 1) {
    const row = rows[at]
    if (row) found.push(row)
  }
  return found
}

function table(name: string, heads: readonly string[], rows: readonly Markup[]): Markup {
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table><thead><tr>${heads.map((head) => markup`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`
}

function sessionRow(world: World, row: SessionRow): Markup {
  const session = row.object
  const name = session.client_reference_id ?? row.id
  const link = session.url ? markup`<a href="/c/pay/${row.id}">${short(name)}</a>` : short(name)
  return markup`<tr><td>${time(session.created)}</td><td><code title="${row.id}">${link}</code></td>
<td class="number">${money(session.amount_total ?? 0, session.currency ?? 'gbp')}</td><td>${stateOf(world, row)}</td>
<td><div class="row">${buttonsOf(world, row).map(({ action, label }) => button({ action, id: row.id }, label))}</div></td></tr>`
}

function stateOf(world: World, row: SessionRow): string {
  const { status, payment_status: payment } = row.object
  if (status === 'complete')
    return payment === 'unpaid' ? (intentOf(world, row)?.status ?? 'unpaid') : 'paid'
  return status ?? ''
}

function buttonsOf(world: World, row: SessionRow): { action: string; label: string }[] {
  const state = stateOf(world, row)
  if (state === 'open') {
    return [
      { action: 'paid', label: 'Pay' },
      { action: 'declined', label: 'Decline' },
      { action: 'processing', label: 'Pay later' },
      { action: 'abandoned', label: 'Expire' },
    ]
  }
  if (state === 'processing') {
    return [
      { action: 'succeeded', label: 'Succeed' },
      { action: 'failed', label: 'Fail' },
    ]
  }
  if (state !== 'paid') return []
  return [
    { action: 'refund', label: 'Refund' },
    { action: 'dispute', label: 'Dispute' },
  ]
}

function eventRow(world: World, event: EventRow): Markup {
  const deliveries = world.delivery.of(event.id)
  const delivered = deliveries.filter((row) => row.status === 'delivered').length
  const last = deliveries.findLast((row) => row.status !== 'delivered')
  const state = last
    ? markup`<span class="bad">${last.status === 'waiting' ? 'waiting' : 'given up'}, ${last.attempts} tries${last.lastResult && `: ${last.lastResult}`}</span>`
    : delivered > 0
      ? markup`<span class="good">delivered${delivered > 1 && ` × ${delivered}`}</span>`
      : markup`<span class="soft">not subscribed</span>`
  return markup`<tr><td>${time(event.created)}</td><td>${event.type}</td><td><code title="${event.about}">${short(event.about)}</code></td><td>${state}</td><td>${button({ action: 'resend', id: event.id }, 'Send again')}</td></tr>`
}

function button(fields: Readonly<Record<string, string>>, label: string): Markup {
  const hidden = Object.entries(fields).map(
    ([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`,
  )
  return markup`<form method="post" action="/panel">${hidden}<button type="submit">${label}</button></form>`
}

function short(id: string): string {
  return id.length > 20 ? `${id.slice(0, 12)}…${id.slice(-6)}` : id
}

const clockFace = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
})

function time(seconds: number): string {
  return clockFace.format(seconds * 1000)
}
