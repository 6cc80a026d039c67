import type { OrderView } from '#features/orders/contract.ts'
import type { ShopSettings } from '#features/settings/index.ts'
import type { Option } from '#platform/contract.ts'

import { billLines, type TotalRow, totalRows } from './bill.ts'
import { type Html, html, markupOf } from './html.ts'
import type { Fact, Letter, Part, Unit } from './letter.ts'
import { oneLine } from './rules.ts'
import { DARK, STYLE } from './style.ts'
import { optionWords, shopLines } from './words.ts'

/** Keeps what follows the preheader out of the list of mails: most programs fill the line up with the mail's first words. */
const FILLER = '\u034f\u00a0'.repeat(80)

/** A letter as a page that mail programs show: inline styles, no pictures, nothing loaded from anywhere. */
export function typesetHtml(letter: Letter, shop: ShopSettings): string {
  return markupOf(html`<!doctype html>
<html lang="en-GB" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${oneLine(letter.subject)}</title>
<style>${DARK}</style>
</head>
<body class="paper" style="${STYLE.body}">
<div style="${STYLE.preheader}">${letter.preheader} ${FILLER}</div>
<div class="page" style="${STYLE.page}">
<p class="ink rule" style="${STYLE.shop}">${shop.name}</p>
<h1 class="ink" style="${STYLE.heading}">${letter.heading}</h1>
${letter.parts.map(typesetPart)}
${foot(shop)}
</div>
</body>
</html>
`)
}

function typesetPart(part: Part): Html {
  switch (part.kind) {
    case 'text':
      return html`<p class="ink" style="${STYLE.text}">${part.text}</p>\n`
    case 'small':
      return html`<p class="quiet" style="${STYLE.small}">${part.text}</p>\n`
    case 'button':
      return html`<p style="${STYLE.action}"><a class="button" style="${STYLE.button}" href="${part.href}">${part.label}</a></p>\n`
    case 'link':
      return html`<p style="${STYLE.text}"><a class="accent" style="${STYLE.link}" href="${part.href}">${part.label}</a></p>\n`
    case 'facts':
      return html`<dl class="rule" style="${STYLE.facts}">${part.facts.map(factHtml)}</dl>\n`
    case 'bill':
      return billHtml(part.order)
    case 'units':
      return unitsHtml(part.units)
  }
}

const factHtml = ({ name, value }: Fact): Html =>
  html`<dt class="quiet" style="${STYLE.name}">${name}</dt><dd class="ink" style="${STYLE.value}">${brokenLines(value)}</dd>`

const brokenLines = (lines: readonly string[]): readonly Html[] =>
  lines.map((line, i) => (i === 0 ? html`${line}` : html`<br>${line}`))

function billHtml(order: OrderView): Html {
  return html`<table class="ink rule" style="${STYLE.table}">
<colgroup><col><col style="width:112px"></colgroup>
<tbody>${billLines(order).map(lineHtml)}</tbody>
<tbody>${totalRows(order).map(totalHtml)}</tbody>
</table>
`
}

const unitsHtml = (
  units: readonly Unit[],
): Html => html`<table class="ink rule" style="${STYLE.table}">
<colgroup><col><col style="width:64px"></colgroup>
<tbody>${units.map(({ quantity, ...unit }) => lineHtml({ ...unit, detail: null, amount: `× ${quantity}` }))}</tbody>
</table>
`

interface Line {
  readonly title: string
  readonly options: readonly Option[]
  readonly detail: string | null
  readonly amount: string
}

function lineHtml({ title, options, detail, amount }: Line): Html {
  const beneath = [optionWords(options), detail ?? ''].filter((words) => words !== '')
  return html`<tr><th scope="row" class="ink rule" style="${STYLE.what}">${title}${beneath.map(
    (words) => html`<span class="quiet" style="${STYLE.quiet}">${words}</span>`,
  )}</th><td class="ink rule" style="${STYLE.amount}">${amount}</td></tr>`
}

function totalHtml({ name, amount, weight }: TotalRow): Html {
  const colour = weight === 'quiet' ? 'quiet' : 'ink'
  const extra = weight === 'plain' ? '' : `;${STYLE[weight].replace('display:block;', '')}`
  return html`<tr><th scope="row" class="${colour}" style="${STYLE.sumName}${extra}">${name}</th><td class="${colour}" style="${STYLE.sum}${extra}">${amount}</td></tr>`
}

function foot(shop: ShopSettings): Html {
  const { email, phone } = shop
  return html`<div class="quiet rule" style="${STYLE.foot}">${brokenLines(shopLines(shop))}<br>
<a class="accent" style="${STYLE.link}" href="mailto:${email}">${email}</a>${phone === null ? null : html` · ${phone}`}</div>`
}
