/** The stylesheet of the API page, in the colours of the shop. */
export const DOCS_STYLE = `:root {
  color-scheme: light dark;
  --paper: light-dark(#faf7f2, #16181a);
  --card: light-dark(#fffdfa, #1d2023);
  --ink: light-dark(#1d1b18, #ece7df);
  --soft: light-dark(#5c554c, #b3aca2);
  --line: light-dark(#e2dbd0, #33373b);
  --accent: light-dark(#0b5563, #5fb3c4);
}
* { box-sizing: border-box; }
html { scroll-padding-top: 16px; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
h1, h2 { font-family: Georgia, serif; line-height: 1.2; }
h1 { font-size: 36px; margin: 0 0 16px; }
h2 { font-size: 28px; margin: 48px 0 16px; text-transform: capitalize; }
h3 { font-size: 16px; margin: 0 0 8px; overflow-wrap: anywhere; }
h4 { font-size: 14px; margin: 16px 0 4px; color: var(--soft); }
a { color: var(--accent); }
a:focus-visible, summary:focus-visible, pre:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 16px; top: 8px; background: var(--card); padding: 8px; }
nav { padding: 16px; border-bottom: 1px solid var(--line); font-size: 14px; }
nav ul { list-style: none; margin: 0 0 8px; padding: 0 0 0 12px; }
nav a { display: block; padding: 6px 0; text-decoration: none; overflow-wrap: anywhere; }
nav a:hover { text-decoration: underline; }
.shop { font-family: Georgia, serif; font-size: 18px; margin: 0 0 8px; }
summary { cursor: pointer; padding: 8px 0; text-transform: capitalize; }
main { padding: 24px 16px 96px; max-width: 960px; }
main > p { max-width: 68ch; }
article { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 16px; margin: 0 0 16px; }
article:target { border-color: var(--accent); }
article p { margin: 8px 0; max-width: 68ch; }
.method { display: inline-block; min-width: 56px; color: var(--accent); font: 600 14px ui-monospace, monospace; }
code, pre { font: 14px/1.5 ui-monospace, monospace; }
pre { overflow-x: auto; margin: 0; padding: 12px; border: 1px solid var(--line); border-radius: 10px; }
pre i, td i { color: var(--soft); font-style: italic; }
table { border-collapse: collapse; width: 100%; margin: 8px 0; font-size: 14px; }
caption { text-align: left; color: var(--soft); font-weight: 600; padding: 8px 0 4px; }
th, td { text-align: left; vertical-align: top; padding: 6px 12px 6px 0; border-top: 1px solid var(--line); font-weight: 400; overflow-wrap: anywhere; }
.statuses { color: var(--soft); font-size: 14px; }
@media (min-width: 1024px) {
  body { display: grid; grid-template-columns: 320px 1fr; }
  nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; border-bottom: 0; border-right: 1px solid var(--line); }
  main { padding: 32px 48px 96px; }
}
@media print {
  body { display: block; }
  nav { display: none; }
  article { break-inside: avoid; }
}
`
