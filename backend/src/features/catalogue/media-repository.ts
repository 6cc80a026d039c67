import type { Db } from '#platform/db.ts'

export interface NewMedia {
  readonly id: string
  readonly sourceUrl: string
  readonly alt: string
  readonly position: number
  readonly variantId: string | null
}

export async function insertMedia(
  db: Db,
  productId: string,
  media: NewMedia,
  now: Date,
): Promise<void> {
  await db.media.create({ data: { ...media, productId, createdAt: now } })
}

export async function updateMedia(
  db: Db,
  id: string,
  fields: Pick<NewMedia, 'alt' | 'position' | 'variantId'>,
): Promise<void> {
  await db.media.update({ where: { id }, data: fields })
}

export interface MissingPicture {
  readonly id: string
  readonly sourceUrl: string
}

/** Pictures that are known by their address only, oldest first. */
export async function findMissingPictures(
  db: Db,
  limit: number,
): Promise<readonly MissingPicture[]> {
  return await db.$queryRaw<MissingPicture[]>`
    select id, source_url as "sourceUrl" from media
     where key is null and source_url is not null
     order by id limit ${limit}`
}

export interface Stored {
  readonly key: string
  /** In pixels, of the original. */
  readonly width: number
  readonly height: number
  readonly widths: readonly number[]
}

/** Notes where a picture is now kept, unless it has a place already. */
export async function storePicture(db: Db, id: string, stored: Stored): Promise<void> {
  await db.media.updateMany({
    where: { id, key: null },
    data: { ...stored, widths: [...stored.widths] },
  })
}
