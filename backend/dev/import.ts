import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { argv, env } from 'node:process'
import { parseArgs } from 'node:util'

import { createCatalogue } from '#features/catalogue/index.ts'
import { createImports, type ImportReport } from '#features/imports/index.ts'
import { createInventory } from '#features/inventory/index.ts'
import { createSettings } from '#features/settings/index.ts'
import { openDatabase } from '#platform/db.ts'
import { createLog } from '#platform/log.ts'

import { StartFailure } from './failure.ts'
import { tellImport } from './import/report.ts'
import { openShopParts, type ShopParts } from './import/shop-parts.ts'
import { type Closing, createClosing } from './start/closing.ts'

const USAGE = `npm run import -- FILE.csv [--no-images]

Takes the products of a Shopify product export into the shop in DATA_DIR (.data unless set),
whether the shop is running or not. Importing a file again changes nothing.

  --no-images             keep the addresses of the pictures and fetch none
  --allow-private-images  fetch pictures from this machine and its own network too
`

const BAD_USAGE = 2

interface Wanted {
  readonly file: string
  readonly fetchImages: boolean
  readonly allowPrivateHosts: boolean
}

class Misuse extends Error {}

function readArguments(args: readonly string[]): Wanted {
  const { values, positionals } = parse(args)
  const [file, ...others] = positionals
  if (file === undefined) throw new Misuse('Which file?')
  if (others.length > 0) throw new Misuse('One file at a time.')
  return {
    file,
    fetchImages: !values['no-images'],
    allowPrivateHosts: values['allow-private-images'],
  }
}

function parse(args: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const
  const options = { 'no-images': flag, 'allow-private-images': flag }
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error))
  }
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    throw new Misuse(`${file} cannot be read: ${String(error)}`)
  }
}

async function importInto(
  { clock, databaseUrl, media }: ShopParts,
  closing: Closing,
  { bytes, ...wanted }: Omit<Wanted, 'file'> & { readonly bytes: Buffer },
): Promise<ImportReport> {
  const db = openDatabase({ url: databaseUrl, poolSize: 4 })
  closing.later(async () => await db.close())
  const settings = createSettings({ db, clock })
  const stock = createInventory({ db, clock })
  const catalogue = createCatalogue({ db, clock, settings, stock })
  const imports = createImports({ db, settings, catalogue, media, log: createLog('error') })

  const actor = { accountId: null, name: 'npm run import' }
  return await imports.importProducts(bytes, { ...wanted, actor })
}

/** @returns whether everything in the file was taken. */
async function main({ file, ...wanted }: Wanted): Promise<boolean> {
  const bytes = await read(file)
  const closing = createClosing()
  try {
    const parts = await openShopParts(resolve(env['DATA_DIR'] || '.data'), closing)
    const report = await importInto(parts, closing, { ...wanted, bytes })
    process.stdout.write(tellImport(basename(file), report))
    return report.errors.length === 0
  } finally {
    await closing.closeAll()
  }
}

try {
  process.exitCode = (await main(readArguments(argv.slice(2)))) ? 0 : 1
} catch (error) {
  if (error instanceof Misuse) {
    process.stderr.write(`${error.message}\n\n${USAGE}`)
    process.exitCode = BAD_USAGE
  } else if (error instanceof StartFailure) {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  } else throw error
}
