import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { startUnderTest, twoKettles, until } from './under-test.ts'

test('a restart: objects, keys, open sessions and undelivered events go on', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'stripe-'))
  const local = await startUnderTest(dataDir)
  const params = twoKettles(local.now())
  const options = { idempotencyKey: 'restart-1' }
  const paid = await local.stripe.checkout.sessions.create(params, options)
  const open = await local.open()
  const debit = await local.open()
  local.answers.push(500)
  await local.control(`sessions/${paid.id}`, { outcome: 'paid' })
  await until(() => local.answers.length === 0, 'the attempt')
  await fetch(`${local.standIn.url}/c/pay/${debit.id}`, {
    method: 'POST',
    body: new URLSearchParams({ method: 'bank_succeeds' }),
    redirect: 'manual',
  })

  await local.restart()

  const { sessions } = local.stripe.checkout
  expect(await sessions.retrieve(paid.id)).toMatchObject({ payment_status: 'paid' })
  const replay = await sessions.create(params, options)
  expect(replay.id).toBe(paid.id)
  expect(replay.lastResponse.headers).toMatchObject({ 'idempotent-replayed': 'true' })
  const events = await local.receive('checkout.session.completed', 2)
  expect(events.map(({ body }) => body).join()).toContain(paid.id)

  await local.control('clock', { advanceSeconds: 31 * 60 })
  expect(await sessions.retrieve(open.id)).toMatchObject({ status: 'expired' })
  expect(await sessions.retrieve(debit.id)).toMatchObject({ payment_status: 'paid' })

  await local.control('reset', { state: true })
  await local.restart()
  expect((await sessions.list()).data).toEqual([])
  await local.close()
  rmSync(dataDir, { recursive: true })
})
