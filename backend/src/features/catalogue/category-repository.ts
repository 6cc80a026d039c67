import type { Db } from '#platform/db.ts'

import type { StoredPicture } from './picture.ts'

export interface CategoryRecord {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly blurb: string
  readonly tint: string
  readonly productCount: number
  readonly picture: StoredPicture | null
}

/** In the order of the menu, each with how many products it shows and a picture of the newest that has one. */
export async function listCategories(db: Db): Promise<readonly CategoryRecord[]> {
  return await db.$queryRaw<CategoryRecord[]>`
    select c.id, c.slug, c.name, c.blurb, c.tint,
           (select count(*)::int from product p where p.category_id = c.id and p.status = 'active') as "productCount",
           (select json_build_object('id', m.id, 'key', m.key, 'alt', m.alt, 'width', m.width,
                                     'height', m.height, 'widths', m.widths)
              from product p join media m on m.product_id = p.id and m.key is not null
             where p.category_id = c.id and p.status = 'active'
             order by p.created_at desc, p.id desc, m.position limit 1) as picture
      from category c
     order by c.position, c.name`
}

export interface NewCategory {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly blurb: string
  readonly tint: string
}

/** Adds a category at the end of the menu. */
export async function insertCategory(db: Db, category: NewCategory, now: Date): Promise<void> {
  const { _max } = await db.category.aggregate({ _max: { position: true } })
  const position = (_max.position ?? -1) + 1
  await db.category.create({ data: { ...category, position, createdAt: now } })
}

export async function findCategoryByName(
  db: Db,
  { name, slug }: { readonly name: string; readonly slug: string },
): Promise<{ id: string } | null> {
  return await db.category.findFirst({
    where: { OR: [{ slug }, { name: { equals: name, mode: 'insensitive' } }] },
    orderBy: { position: 'asc' },
    select: { id: true },
  })
}

/** Nobody else adds one until the transaction ends; reading goes on. */
export async function lockCategories(db: Db): Promise<void> {
  await db.$executeRaw`lock table category in share row exclusive mode`
}

export async function takenCategorySlugs(db: Db): Promise<ReadonlySet<string>> {
  const rows = await db.category.findMany({ select: { slug: true } })
  return new Set(rows.map(({ slug }) => slug))
}
