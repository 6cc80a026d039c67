import type { Catalogue, ImportOutcome } from '#features/catalogue/index.ts'
import type { Settings } from '#features/settings/index.ts'
import type { Actor } from '#platform/audit.ts'
import type { Database } from '#platform/db.ts'
import type { Log } from '#platform/log.ts'
import type { MediaStore } from '#platform/media-store.ts'
import { Problem } from '#platform/problem.ts'

import type { FileProduct } from './file-product.ts'
import { inParallel } from './parallel.ts'
import { fetchPictures, type PictureReport } from './pictures.ts'
import { readProductFile } from './product-file.ts'
import { findVariants } from './repository.ts'
import type { Fault } from './sheet.ts'
import { createStockCodes } from './stock-codes.ts'

export interface ImportOptions {
  readonly actor: Actor
  /** Whether pictures are fetched from the addresses in the file. Their addresses are kept either way. */
  readonly fetchImages: boolean
  /** Whether pictures may be fetched from inside the network the shop is in: for tests and trusted files only. */
  readonly allowPrivateHosts?: boolean
}

/** What became of each product of a file, and of its pictures. */
export interface ImportReport {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  /** Products that were left out, each with its reason in `errors`. */
  readonly failed: number
  /** What was taken otherwise than the file says. */
  readonly warnings: readonly Fault[]
  readonly errors: readonly Fault[]
  readonly pictures: PictureReport
}

export type Imports = ReturnType<typeof createImports>

/** Each product waits for the disk more than for anything else. */
const AT_ONCE = 4

const NO_PICTURES: PictureReport = { fetched: 0, missing: 0, problems: [] }

export function createImports(world: {
  readonly db: Database
  readonly settings: Settings
  readonly catalogue: Catalogue
  readonly media: MediaStore
  readonly log: Log
}) {
  const { db, settings, catalogue, media, log } = world

  /** What stopped the product, or what became of it. */
  async function save(
    product: Parameters<Catalogue['saveImported']>[0],
    actor: Actor,
  ): Promise<ImportOutcome | Problem> {
    try {
      return await catalogue.saveImported(product, actor)
    } catch (error) {
      if (error instanceof Problem) return error
      throw error
    }
  }

  return {
    /**
     * Takes the products of Shopify's product export into the shop, each in a transaction of its own: what is good is
     * kept, and a product with a fault is left out whole. The same file a second time changes nothing, and the stock of
     * a variant that is there already is never touched.
     */
    async importProducts(file: string | Uint8Array, options: ImportOptions): Promise<ImportReport> {
      const { actor, fetchImages, allowPrivateHosts = false } = options
      const { currency } = await settings.read(db.pool)
      const read = readProductFile(file, currency)
      const codes = createStockCodes(await findVariants(db.pool), read.products)
      const counts = { created: 0, updated: 0, unchanged: 0, failed: read.failed }
      const errors: Fault[] = [...read.errors]

      await inParallel(AT_ONCE, read.products, async (product) => {
        const faults = clashesOf(product)
        const outcome = faults.length === 0 ? await save(codes.fillIn(product), actor) : undefined
        if (typeof outcome === 'string') {
          counts[outcome] += 1
          return
        }
        counts.failed += 1
        errors.push(...faults)
        if (outcome) errors.push({ line: product.line, column: null, message: outcome.message })
      })

      const pictures =
        fetchImages && read.products.length > 0
          ? await fetchPictures({ catalogue, media, log, allowPrivateHosts })
          : NO_PICTURES
      return { ...counts, warnings: read.warnings, errors: inOrder(errors), pictures }

      function clashesOf(product: FileProduct): readonly Fault[] {
        return codes.clashes(product).map(({ line, sku, slug }) => ({
          line,
          column: read.nameOf('sku'),
          message: `“${sku}” belongs to the product “${slug}” already.`,
        }))
      }
    },
  }
}

const inOrder = (faults: readonly Fault[]): readonly Fault[] =>
  faults.toSorted((a, b) => a.line - b.line)
