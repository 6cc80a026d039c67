import { Prisma } from '#platform/db.ts'

import { LEAST_LIKENESS, type Search } from './rules.ts'

/** The common table expressions of a search; they end in `hit (id, score)`. */
export function searching(search: Search): Prisma.Sql {
  return Prisma.sql`
    with ${asked(search)},
    ${found(search)},
    word_hit as materialized (
      select id, max(score) as score from found group by id
    )${search.isExact ? Prisma.sql`, hit as (select id, score from word_hit)` : likeHits(search)}`
}

/** What is asked is worked out once, not for every product it is held against. */
function asked({ text, head, last, isExact }: Search): Prisma.Sql {
  const typing = Prisma.sql`
    || (plainto_tsquery('english', ${head})
        && (to_tsquery('english', ${`'${last}':*`}) || to_tsquery('simple', ${`'${last}':*`})))`
  return Prisma.sql`
    asked as materialized (
      select narrow, narrow ${isExact ? Prisma.empty : typing} as wide
        from (select websearch_to_tsquery('english', ${text}) as narrow) as words
    )`
}

/**
 * Scores say where a word was found: 4 the SKU or barcode is exactly this, 3 the title has the words, 2 its words begin like
 * this, 1 anywhere else, 0 only something alike. Among equals what is in stock comes first, then what has the words more.
 */
function found({ codes }: Search): Prisma.Sql {
  // Only what looks like a number is held against barcodes, which have no index.
  const code = codes[0] ?? ''
  const barcode = /^\d[\d -]{4,}$/.test(code)
    ? Prisma.sql`or v.barcode = ${code.replace(/[ -]/g, '')}`
    : Prisma.empty
  return Prisma.sql`
    found as (
      select p.id, ${scoreOf(
        Prisma.sql`
               case when ts_filter(p.search_vector, '{a}') @@ asked.narrow then 3
                    when ts_filter(p.search_vector, '{a}') @@ asked.wide then 2
                    else 1 end`,
        Prisma.sql`ts_rank('{0.05,0.1,0.4,1}', p.search_vector, asked.wide)`,
      )} as score
        from asked join product p on p.search_vector @@ asked.wide
       where p.status = 'active'
      union all
      select p.id, ${scoreOf(Prisma.sql`4`, Prisma.sql`0`)}
        from variant v join product p on p.id = v.product_id
       where p.status = 'active' and v.archived_at is null
         and (v.sku = any(${codes}::text[]) ${barcode})
    )`
}

/**
 * Words that are only alike, asked for when nothing has the words themselves. The index goes by a threshold that is a setting:
 * it is set for this statement by the very row that the scan of the index starts from.
 */
function likeHits({ words, likeness }: Search): Prisma.Sql {
  const longest = words.reduce((a, b) => (b.length > a.length ? b : a), '')
  return Prisma.sql`,
    like_asked as materialized (
      select ${longest}::text as longest,
             set_config('pg_trgm.word_similarity_threshold', ${String(LEAST_LIKENESS)}, true) as threshold
    ),
    like_hit as (
      select p.id, ${scoreOf(Prisma.sql`0`, Prisma.sql`alike.likeness`)} as score
        from like_asked
        join product p on like_asked.longest <% p.search_text
       cross join lateral (
         select avg(likeness) as likeness, bool_and(likeness >= needed) as is_like
           from (select word_similarity(word, p.search_text) as likeness, needed
                   from unnest(${words}::text[], ${likeness}::float8[]) as w(word, needed)
                 offset 0) as measured
       ) alike
       where p.status = 'active' and alike.is_like and not exists (select from word_hit)
    ),
    hit as (
      select id, score from word_hit union all select id, score from like_hit
    )`
}

/**
 * Tier, stock and rank in one whole number, which a cursor can carry exactly. The stock of what was found is looked up product
 * by product: asked with `exists`, the planner counts the stock of the whole shop for it.
 */
function scoreOf(tier: Prisma.Sql, rank: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    (${tier}) * 20000000
    + coalesce((select 10000000
                  from variant v join stock_level l on l.variant_id = v.id
                 where v.product_id = p.id and v.archived_at is null and l.on_hand > l.reserved
                 limit 1), 0)
    + ((${rank}) * 1000000)::int)`
}

/** Some variant of product `p` can be bought. */
export const IN_STOCK = Prisma.sql`exists (
  select from variant v join stock_level l on l.variant_id = v.id
   where v.product_id = p.id and v.archived_at is null and l.on_hand > l.reserved)`

/** The products of which some variant can be bought. */
export const IN_STOCK_IDS = Prisma.sql`
  select v.product_id from variant v join stock_level l on l.variant_id = v.id
   where v.archived_at is null and l.on_hand > l.reserved`
