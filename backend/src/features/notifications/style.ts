/** Inline styles are what every mail program honours; the classes change colours where the dark theme is asked for. */
const SANS = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const SERIF = "Fraunces,Georgia,'Times New Roman',serif"

const PAPER = '#FAF7F2'
const INK = '#1D1B18'
const QUIET = '#5F5A52'
const RULE = '#DDD5C8'
const ACCENT = '#0B5563'

export const STYLE = {
  body: `margin:0;padding:0;background:${PAPER};color:${INK};font-family:${SANS};font-size:16px;line-height:1.55;-webkit-text-size-adjust:100%`,
  preheader: 'display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px',
  page: 'max-width:600px;margin:0 auto;padding:24px 20px 40px;overflow-wrap:anywhere;word-break:break-word',
  shop: `margin:0 0 28px;padding-bottom:12px;border-bottom:1px solid ${RULE};font-family:${SERIF};font-size:18px;color:${INK}`,
  heading: `margin:0 0 16px;font-family:${SERIF};font-size:28px;line-height:1.2;font-weight:600;color:${INK}`,
  text: `margin:0 0 16px;white-space:pre-line;color:${INK}`,
  small: `margin:0 0 16px;font-size:14px;white-space:pre-line;color:${QUIET}`,
  action: 'margin:24px 0',
  button: `display:inline-block;padding:12px 24px;border-radius:10px;background:${ACCENT};color:${PAPER};font-weight:600;line-height:20px;text-decoration:none`,
  link: `color:${ACCENT};text-decoration:underline`,
  facts: `margin:0 0 24px;padding:16px 0 0;border-top:1px solid ${RULE}`,
  name: `margin:0;font-size:14px;color:${QUIET}`,
  value: `margin:0 0 12px;color:${INK}`,
  table: `width:100%;margin:0 0 24px;border-collapse:collapse;table-layout:fixed;border-top:1px solid ${RULE};font-size:16px;line-height:1.45;color:${INK}`,
  what: `padding:12px 12px 12px 0;text-align:left;vertical-align:top;font-weight:400;border-bottom:1px solid ${RULE};color:${INK}`,
  amount: `padding:12px 0;text-align:right;vertical-align:top;white-space:nowrap;font-variant-numeric:tabular-nums;border-bottom:1px solid ${RULE};color:${INK}`,
  sumName: `padding:8px 12px 0 0;text-align:left;font-weight:400;color:${INK}`,
  sum: `padding:8px 0 0;text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums;color:${INK}`,
  strong: 'font-size:18px;font-weight:600',
  quiet: `display:block;font-size:14px;color:${QUIET}`,
  foot: `margin:32px 0 0;padding-top:16px;border-top:1px solid ${RULE};font-size:14px;color:${QUIET}`,
} as const

export const DARK = `
:root { color-scheme: light dark; supported-color-schemes: light dark }
@media (prefers-color-scheme: dark) {
  .paper { background: #16181A !important; color: #ECE7DF !important }
  .ink { color: #ECE7DF !important }
  .quiet { color: #A9A398 !important }
  .accent { color: #5FB3C4 !important }
  .rule { border-color: #3A3D40 !important }
  .button { background: #5FB3C4 !important; color: #16181A !important }
}
`
