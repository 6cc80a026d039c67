import type { Settings } from '#features/settings/index.ts'
import { type Actor, recordAudit } from '#platform/audit.ts'
import type { Clock } from '#platform/clock.ts'
import { type Database, type Db, isDuplicate } from '#platform/db.ts'
import { newId } from '#platform/id.ts'

import * as categories from './category-repository.ts'
import type { AdminProductView, CategoryView, CreateCategory } from './contract.ts'
import { sanitiseDescription } from './description.ts'
import type { ImportedProduct, ImportOutcome } from './imported.ts'
import * as media from './media-repository.ts'
import { presentCategory, presentProduct } from './present.ts'
import { findProduct } from './product-repository.ts'
import { firstFree, productNotFound, slugify, slugTaken } from './rules.ts'
import { saveImported } from './save-imported.ts'
import { type ChangedProduct, insertProduct, type NewProduct, saveProduct } from './save-product.ts'
import type { StockKeeper } from './stock-keeper.ts'

export type Catalogue = ReturnType<typeof createCatalogue>

type NewCategory = ReturnType<typeof CreateCategory.body.parse>

export interface CatalogueDeps {
  readonly db: Database
  readonly clock: Clock
  readonly settings: Settings
  readonly stock: StockKeeper
}

export function createCatalogue(deps: CatalogueDeps) {
  const { db, clock, settings, stock } = deps

  async function view(id: string, on: Db = db.pool): Promise<AdminProductView> {
    const product = await findProduct(on, id)
    if (!product) throw productNotFound('There is no such product.')
    const variantIds = product.variants.map((variant) => variant.id)
    const [levels, { currency }] = [await stock.levelsOf(on, variantIds), await settings.view()]
    return presentProduct(product, levels, currency)
  }

  /**
   * Two who take the same slug or SKU at one moment both find it free, and the database lets one of them have it. The other
   * looks once more, and is told whose it is now.
   */
  async function save<T>(work: (tx: Db) => Promise<T>): Promise<T> {
    try {
      return await db.transaction(work)
    } catch (error) {
      if (!isDuplicate(error)) throw error
      return await db.transaction(work)
    }
  }

  return {
    view: async (id: string): Promise<AdminProductView> => await view(id),

    /** In the order of the menu; those that show nothing are left out. */
    async categories(): Promise<readonly CategoryView[]> {
      const all = await categories.listCategories(db.pool)
      return all.filter(({ productCount }) => productCount > 0).map(presentCategory)
    },

    async allCategories(): Promise<readonly CategoryView[]> {
      return (await categories.listCategories(db.pool)).map(presentCategory)
    },

    /** Adds a category at the end of the menu. */
    async createCategory(wanted: NewCategory, actor: Actor): Promise<CategoryView> {
      return await save(async (tx) => {
        const taken = await categories.takenCategorySlugs(tx)
        if (wanted.slug !== undefined && taken.has(wanted.slug)) {
          throw slugTaken(`Another category has the address ${wanted.slug}.`, { slug: wanted.slug })
        }
        const slug = wanted.slug ?? firstFree(slugify(wanted.name, 'category'), taken)
        const category = { ...wanted, id: newId(clock.now()), slug }
        await categories.insertCategory(tx, category, clock.now())
        await recordAudit(tx, clock, {
          actor,
          action: 'category.created',
          subjectType: 'category',
          subjectId: category.id,
          detail: { name: category.name, slug },
        })
        return { ...category, productCount: 0, picture: null }
      })
    },

    /** Adds a product with its variants and their first stock. @throws slugTaken, skuTaken, categoryUnknown */
    async create(wanted: NewProduct, actor: Actor): Promise<AdminProductView> {
      const clean = { ...wanted, description: await sanitiseDescription(wanted.description) }
      const id = await save(async (tx) => await insertProduct(tx, deps, { wanted: clean, actor }))
      return await view(id)
    },

    /** Saves a product as a whole. @throws productChanged when another saved it since it was read, and what create throws */
    async update(id: string, wanted: ChangedProduct, actor: Actor): Promise<AdminProductView> {
      const clean = { ...wanted, description: await sanitiseDescription(wanted.description) }
      await save(async (tx) => await saveProduct(tx, deps, { id, wanted: clean, actor }))
      return await view(id)
    },

    /**
     * Makes a product be what a file says, in a transaction of its own. It is told by its slug, its variants by their SKUs, its
     * pictures by their addresses. @throws skuTaken, variantsAlike, productChanged
     */
    async saveImported(imported: ImportedProduct, actor: Actor): Promise<ImportOutcome> {
      return await save(async (tx) => await saveImported(tx, deps, { imported, actor }))
    },

    /** Pictures that were imported and are known by their address only. */
    async missingPictures(limit: number): Promise<readonly media.MissingPicture[]> {
      return await media.findMissingPictures(db.pool, limit)
    },

    /** Notes where a fetched picture is kept. */
    async storePicture(id: string, stored: media.Stored): Promise<void> {
      await media.storePicture(db.pool, id, stored)
    },
  }
}
