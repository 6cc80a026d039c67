import type Stripe from 'stripe'

import type { CardFaults, TypedCard } from './card-form.ts'
import { TEST_CARDS } from './cards.ts'
import { type Markup, markup, page } from './html.ts'
import { money } from './money.ts'
import type { SessionRow } from './rows.ts'
import type { World } from './world.ts'

/** What the customer has typed so far. */
export interface Typed extends TypedCard {
  readonly email: string
  readonly name: string
  readonly method: 'card' | 'bank_succeeds' | 'bank_fails'
}

export type TypedFaults = CardFaults & { email?: string }

export const FILLINGS: readonly { key: keyof typeof TEST_CARDS; label: string }[] = [
  { key: 'success', label: 'Succeeds' },
  { key: 'declined', label: 'Declined' },
  { key: 'insufficient_funds', label: 'Insufficient funds' },
  { key: 'authentication_required', label: 'Asks for 3-D Secure' },
]

const BANNER = markup`<header class="banner"><strong>Test payment page.</strong> No money moves here.</header>`

/** The page where a session is paid. It works without JavaScript. */
export function payPage(world: World, row: SessionRow, typed: Typed, problem: Problem): string {
  const { object: session } = row
  const total = money(session.amount_total ?? 0, session.currency ?? 'gbp')
  const hasBank = session.payment_method_types.includes('bacs_debit')
  return page(
    `Pay ${total} – test payment page`,
    markup`${BANNER}
<main>
${backLink(session.cancel_url)}
<h1>Pay ${total}</h1>
<div class="columns">
<section class="sheet" aria-label="Your order">${summary(world, row)}</section>
<form class="sheet" method="post" action="/c/pay/${row.id}" novalidate>
${problem.message && markup`<p class="alert" role="alert">${problem.message}</p>`}
${field({ name: 'email', label: 'Email', kind: 'email', auto: 'email', value: typed.email, fault: problem.faults.email }, session.customer_email !== null)}
${hasBank && methods(typed.method)}
<div data-card>
${field({ name: 'number', label: 'Card number', auto: 'cc-number', value: typed.number, fault: problem.faults.number, hint: '1234 1234 1234 1234' })}
<div class="pair">
${field({ name: 'expiry', label: 'Expiry (MM / YY)', auto: 'cc-exp', value: typed.expiry, fault: problem.faults.expiry, hint: 'MM / YY' })}
${field({ name: 'cvc', label: 'Security code (CVC)', auto: 'cc-csc', value: typed.cvc, fault: problem.faults.cvc, hint: 'CVC' })}
</div>
${field({ name: 'name', label: 'Name on card', kind: 'text', auto: 'cc-name', value: typed.name, fault: undefined })}
</div>
<button class="main" type="submit" name="action" value="pay">Pay ${total}</button>
<h2 id="fill">Test cards</h2>
<div class="row" role="group" aria-labelledby="fill">
${FILLINGS.map(({ key, label }) => markup`<button type="submit" name="fill" value="${key}" data-fill="${TEST_CARDS[key]}" formnovalidate>${label}</button>`)}
</div>
<p class="soft">A button fills in the card; then press Pay.</p>
</form>
</div>
</main>
<script>${{ markup: SCRIPT }}</script>`,
  )
}

export interface Problem {
  readonly message: string | null
  readonly faults: TypedFaults
}

/** The bank asks the customer to confirm. */
export function authenticationPage(row: SessionRow): string {
  const total = money(row.object.amount_total ?? 0, row.object.currency ?? 'gbp')
  return page(
    '3-D Secure – test payment page',
    markup`${BANNER}
<main class="narrow">
<div class="sheet">
<h1>Your bank wants to know that it is you</h1>
<p>This stands for the 3-D Secure step at the customer’s bank. The payment is ${total}.</p>
<form class="row" method="post" action="/c/pay/${row.id}/authenticate">
<button class="main" type="submit" name="answer" value="complete">Complete authentication</button>
<button type="submit" name="answer" value="fail">Fail authentication</button>
</form>
</div>
</main>`,
  )
}

/** What a session that can no longer be paid says, with the way back. */
export function endedPage({ object: session }: SessionRow): string {
  const isExpired = session.status === 'expired'
  const isPaid = session.payment_status !== 'unpaid'
  const title = isExpired
    ? 'This payment page has expired'
    : isPaid
      ? 'This is paid'
      : 'This payment is on its way'
  const detail = isExpired
    ? 'Nothing was taken. Go back to the shop to try again.'
    : isPaid
      ? 'The payment has been made; there is nothing more to do here.'
      : 'The bank has been asked for the money; that can take some days.'
  const back = isExpired
    ? session.cancel_url
    : returnUrl({ id: session.id, url: session.success_url })
  return page(
    `${title} – test payment page`,
    markup`${BANNER}<main class="narrow"><div class="sheet"><h1>${title}</h1><p>${detail}</p>${backLink(back)}</div></main>`,
  )
}

export function missingPage(): string {
  return page(
    'No such payment page – test payment page',
    markup`${BANNER}<main class="narrow"><div class="sheet"><h1>There is no such payment page</h1><p>The address may be incomplete. Go back to the shop and try again.</p></div></main>`,
  )
}

/** Where the customer goes once the session is complete. */
export function returnUrl({ id, url }: { id: string; url: string | null }): string {
  return (url ?? '/').replaceAll('{CHECKOUT_SESSION_ID}', id)
}

function backLink(url: string | null): Markup | null {
  return url === null ? null : markup`<p><a href="${url}">Back to shop</a></p>`
}

function summary(world: World, { object: session, lines }: SessionRow): Markup {
  const inCurrency = (minor: number) => money(minor, session.currency ?? 'gbp')
  const discount = session.total_details?.amount_discount ?? 0
  return markup`<dl>
${lines.map((line) => markup`<dt>${line.description} <span class="soft">× ${line.quantity}</span></dt><dd>${inCurrency(line.amount_subtotal)}</dd>`)}
${discount > 0 && markup`<dt>Discount</dt><dd>−${inCurrency(discount)}</dd>`}
${session.shipping_cost && markup`<dt>${shippingName(world, session.shipping_cost)}</dt><dd>${inCurrency(session.shipping_cost.amount_total)}</dd>`}
<dt class="total">Total</dt><dd class="total">${inCurrency(session.amount_total ?? 0)}</dd>
</dl>`
}

function shippingName(world: World, cost: Stripe.Checkout.Session.ShippingCost): string {
  return world.store.shippingRates.get(String(cost.shipping_rate))?.display_name ?? 'Delivery'
}

function methods(chosen: Typed['method']): Markup {
  const options = [
    { value: 'card', label: 'Card' },
    { value: 'bank_succeeds', label: 'Bank debit, succeeds later' },
    { value: 'bank_fails', label: 'Bank debit, fails later' },
  ] as const
  return markup`<fieldset><legend>Pay by</legend>
${options.map(({ value, label }) => markup`<label><input type="radio" name="method" value="${value}"${value === chosen && markup` checked`}> ${label}</label>`)}
</fieldset>`
}

interface Field {
  readonly name: keyof TypedFaults | 'name'
  readonly label: string
  readonly kind?: 'email' | 'text'
  readonly auto: string
  readonly value: string
  readonly fault: string | undefined
  readonly hint?: string
}

function field({ name, label, kind, auto, value, fault, hint }: Field, isFixed = false): Markup {
  const mode = kind ? null : markup` inputmode="numeric"`
  const described = fault ? markup` aria-invalid="true" aria-describedby="${name}-fault"` : null
  return markup`<div class="field"><label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${kind ?? 'text'}"${mode} autocomplete="${auto}" value="${value}"${hint ? markup` placeholder="${hint}"` : null}${described}${isFixed && markup` readonly`}>
${fault ? markup`<p class="fault" id="${name}-fault">${fault}</p>` : null}</div>`
}

const SCRIPT = `
const form = document.querySelector('form');
const card = document.querySelector('[data-card]');
const by = () => form.querySelector('[name=method]:checked')?.value ?? 'card';
const show = () => { card.hidden = by() !== 'card'; };
form.addEventListener('change', show); show();
for (const button of form.querySelectorAll('[data-fill]')) button.addEventListener('click', (event) => {
  event.preventDefault();
  const radio = form.querySelector('[name=method][value=card]');
  if (radio) radio.checked = true;
  show();
  form.elements.number.value = button.dataset.fill.replace(/(....)(?=.)/g, '$1 ');
  form.elements.expiry.value = '12 / ' + (new Date().getFullYear() + 4 - 2000);
  form.elements.cvc.value = '123';
  if (!form.elements.name.value) form.elements.name.value = 'Jenny Rosen';
});
let sent = false;
form.addEventListener('submit', (event) => { if (sent) event.preventDefault(); sent = true; form.querySelector('.main').textContent = 'Paying…'; });
window.addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
`
