import type { Metafile } from 'esbuild'

import { bundle } from './bundle.ts'
import { faultsOf } from './contents.ts'

test('the Lambda: the packages that the shop is made of are in it, and nothing of a developer’s machine', async () => {
  const metafile = await bundle(['backend/src/entry/lambda.ts'], 'dist/lambda', false)

  expect(faultsOf(metafile)).toEqual([])
}, 30_000)

test('a package that is loaded late and has no named exports any more: it is named', () => {
  const outputs = {
    'chunk.mjs': {
      entryPoint: 'node_modules/@aws-sdk/client-ses/dist-cjs/index.js',
      exports: ['default'],
      inputs: {},
      bytes: 20,
      imports: [],
    },
  }

  expect(faultsOf({ inputs: {}, outputs })).toContain(
    '@aws-sdk/client-ses is loaded late and has lost its named exports.',
  )
})

test('a bundle with a stand-in and without Stripe: both are named', () => {
  const inputs = {
    'backend/dev/stripe.ts': { bytesInOutput: 10 },
    'node_modules/stripe/esm/stripe.js': { bytesInOutput: 0 },
    'node_modules/express/node_modules/cors/index.js': { bytesInOutput: 10 },
  }
  const outputs = { 'lambda.mjs': { inputs, bytes: 20, imports: [], exports: [] } }

  const faults = faultsOf({ inputs: {}, outputs } satisfies Metafile)

  expect(faults).toContain(
    'backend/dev/stripe.ts is in the bundle, and must never run in production.',
  )
  expect(faults).toContain('stripe is not in the bundle, so nothing uses it.')
  expect(faults).not.toContain('cors is not in the bundle, so nothing uses it.')
})
