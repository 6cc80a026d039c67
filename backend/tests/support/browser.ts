import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'

import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
/** Pictures of what a test saw; git does not keep them. */
const SCREENSHOTS = 'screenshots'

export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] || PLACES.find(existsSync)
  if (!executablePath)
    throw new Error('Chromium was not found: install it, or say where it is in CHROMIUM_PATH.')
  return await chromium.launch({ executablePath, args: FLAGS })
}

/** A page of somebody without cookies, that keeps what went wrong in it. */
export async function newVisitor(
  browser: Browser,
  baseURL: string,
  viewport = { width: 1280, height: 900 },
) {
  const context: BrowserContext = await browser.newContext({ baseURL, viewport, locale: 'en-GB' })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !isRefusal(message.text())) faults.push(message.text())
  })
  return { context, page, faults }
}

/** The browser notes every answer of 400 and above as an error; those the shop means. */
const isRefusal = (text: string): boolean =>
  /the server responded with a status of 4\d\d/.test(text)

export async function screenshot(page: Page, name: string): Promise<void> {
  await mkdir(SCREENSHOTS, { recursive: true })
  await page.screenshot({ path: `${SCREENSHOTS}/${name}.png`, fullPage: true })
}

/** What axe finds that keeps people out: each as "rule: element". */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}
