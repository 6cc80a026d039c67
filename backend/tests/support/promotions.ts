import type { TestShop } from './shop.ts'

/** Makes a promotion through the owner's own operation; it has ten per cent unless it says otherwise. */
export async function promotion(
  shop: TestShop,
  more: { code?: string; kind?: string; [field: string]: unknown } = {},
) {
  const owner = await shop.as('owner')
  const { code, kind = 'percentage' } = more
  const body = {
    name: code ?? kind,
    kind,
    ...(kind === 'percentage' && { percentBasisPoints: 1000 }),
    ...more,
  }
  const { body: made } = await owner.post('/api/admin/discounts').send(body).expect(201)
  return {
    id: String(made.id),
    /** Orders that have it. */
    uses: async () => (await owner.get(`/api/admin/discounts/${made.id}`)).body.uses as number,
    change: async (changes: object) => {
      await owner
        .put(`/api/admin/discounts/${made.id}`)
        .send({ ...body, ...changes })
        .expect(200)
    },
  }
}
