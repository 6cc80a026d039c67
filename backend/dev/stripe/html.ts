/** Text that is safe to send as HTML. */
export interface Markup {
  readonly markup: string
}

type Part = string | number | Markup | readonly Markup[] | null | false

/** HTML from a template; what is put in is escaped unless it is markup itself. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const text = strings.reduce((all, string, i) => all + string + render(parts[i] ?? null), '')
  return { markup: text }
}

function render(part: Part): string {
  if (part === null || part === false) return ''
  if (typeof part === 'string' || typeof part === 'number') return escape(String(part))
  return 'markup' in part ? part.markup : part.map(render).join('')
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** A whole page in the stand-in's plain dress. */
export function page(title: string, body: Markup): string {
  return markup`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${{ markup: STYLE }}</style>
</head>
<body>
${body}
</body>
</html>
`.markup
}

const STYLE = `
:root { color-scheme: light dark; --ground: #f6f7f9; --card: #fff; --ink: #1b1f24; --soft: #57606a; --line: #8b949e;
  --hair: #d8dde3; --accent: #4338ca; --on-accent: #fff; --bad: #b42318; --good: #116329; --note: #fff4d6; --note-ink: #5c4400 }
@media (prefers-color-scheme: dark) { :root { --ground: #14171b; --card: #1d2126; --ink: #e8eaed; --soft: #a5adb6; --line: #7d8590;
  --hair: #333a42; --accent: #a5b4fc; --on-accent: #14171b; --bad: #ff9c8f; --good: #7ee2a0; --note: #3a3114; --note-ink: #f5dfa0 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem }
.narrow { max-width: 30rem }
.banner { background: var(--note); color: var(--note-ink); text-align: center; padding: .5rem 1rem; font-size: .9375rem; margin: 0 }
h1 { font-size: 1.375rem; margin: 0 0 1rem } h2 { font-size: 1.0625rem; margin: 2rem 0 .75rem }
a { color: var(--accent) }
.sheet { background: var(--card); border: 1px solid var(--hair); border-radius: 10px; padding: 1.25rem; margin: 0 0 1rem }
.columns { display: grid; gap: 1.5rem } @media (min-width: 48rem) { .columns { grid-template-columns: 1fr 1fr; align-items: start } }
dl { display: grid; grid-template-columns: 1fr auto; gap: .375rem 1rem; margin: 0 } dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums }
.total { font-weight: 650; border-top: 1px solid var(--hair); padding-top: .5rem }
label, legend { display: block; font-weight: 550; margin: 0 0 .25rem; padding: 0 }
fieldset { border: 0; padding: 0; margin: 0 0 1rem } fieldset label { font-weight: 400; display: flex; gap: .5rem; min-height: 2.25rem; align-items: center; margin: 0 }
input[type=text], input[type=email] { width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; color: inherit; background: transparent;
  border: 1px solid var(--line); border-radius: 8px }
input[aria-invalid=true] { border-color: var(--bad); border-width: 2px }
.field { margin: 0 0 1rem } .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem }
.fault { color: var(--bad); margin: .25rem 0 0; font-size: .9375rem } .alert { border: 2px solid var(--bad); border-radius: 8px; padding: .75rem 1rem; margin: 0 0 1rem }
.soft { color: var(--soft); font-size: .9375rem }
button { font: inherit; min-height: 2.75rem; padding: .5rem .875rem; border-radius: 8px; border: 1px solid var(--line); background: transparent; color: inherit; cursor: pointer }
button.main { width: 100%; background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 650; font-size: 1.0625rem }
button:disabled { opacity: .6; cursor: default }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center } .row form { margin: 0 }
.scroll { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-size: .9375rem } th { text-align: left; font-weight: 550; color: var(--soft) }
th, td { padding: .375rem .75rem .375rem 0; border-top: 1px solid var(--hair); vertical-align: middle; white-space: nowrap } td.number { text-align: right; font-variant-numeric: tabular-nums }
td button { min-height: 2rem; padding: .125rem .625rem; font-size: .875rem } code { font-size: .8125rem }
.good { color: var(--good) } .bad { color: var(--bad) }
`
