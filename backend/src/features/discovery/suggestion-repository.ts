import type { StoredPicture } from '#features/catalogue/index.ts'
import { type Database, Prisma } from '#platform/db.ts'
import { runPrepared } from '#platform/prepared.ts'

import { IMAGE } from './list-repository.ts'
import { likenessNeeded, type Search } from './rules.ts'
import { searching } from './search-sql.ts'

export interface SuggestionRecord {
  readonly kind: 'product' | 'category' | 'brand'
  readonly label: string
  readonly slug: string
  readonly image: StoredPicture | null
  readonly priceFromMinor: number | null
}

const MOST_PRODUCTS = 6
const MOST_NAMES = 3

/** Categories and brands that begin like what was typed or are called something like it, then the products a search finds first. */
export async function suggest(db: Database, search: Search): Promise<readonly SuggestionRecord[]> {
  const typed = search.text.toLowerCase()
  return await runPrepared<SuggestionRecord>(
    db,
    Prisma.sql`
    ${searching(search)},
    name as materialized (
      select 'category' as kind, c.name as label, c.slug
        from category c
       where exists (select from product p where p.category_id = c.id and p.status = 'active')
      union all
      select distinct 'brand', p.brand, p.brand from product p where p.status = 'active' and p.brand is not null
    ),
    like_name as (
      select name.*, row_number() over (partition by kind order by likeness desc, label) as place
        from name cross join lateral (
          select case when strpos(' ' || lower(label), ' ' || ${typed}) > 0 then 1
                      else word_similarity(${typed}, lower(label)) end as likeness) as alike
       where likeness >= ${likenessNeeded(typed)}::float8
    ),
    product_hit as (
      select p.id, p.title, p.slug, p.price_from_minor, h.score
        from hit h join product p on p.id = h.id
       order by h.score desc, p.id desc limit ${MOST_PRODUCTS}
    )
    select kind, label, slug, null::json as image, null::int as "priceFromMinor"
      from (select * from like_name where place <= ${MOST_NAMES} order by kind desc, place) as names
    union all
    select 'product', p.title, p.slug, ${IMAGE}, p.price_from_minor
      from (select * from product_hit order by score desc, id desc) p`,
  )
}
