import type { Metafile } from 'esbuild'

/** What the shop is made of: each of these runs in production, and none is there for show. */
const RUNTIME_PACKAGES = [
  'express',
  'serverless-http',
  'helmet',
  'cors',
  '@prisma/client',
  'pg',
  'stripe',
  '@aws-sdk/client-ses',
  '@aws-sdk/client-sqs',
  '@aws-sdk/client-s3',
  'jsonwebtoken',
  'bcryptjs',
  'prom-client',
  'pdfkit',
  'dejavu-fonts-ttf',
]

/** What belongs to a developer's machine. */
const NOT_OURS_TO_SHIP = /(?:^|\/)(?:backend\/(?:bench|build|dev|tests)|prisma\/seed)\//

/** Packages written as CommonJS that are taken whole when their time comes. */
const WHOLE = ['sanitize-html', 'sharp', 'pg-native']

/** What is wrong with the contents of a bundle, one sentence each; nothing when all is well. */
export function faultsOf({ outputs }: Metafile): readonly string[] {
  const shipped = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([path]) => path),
  )
  const packages = new Set(shipped.map(packageOf))

  return [
    ...RUNTIME_PACKAGES.filter((name) => !packages.has(name)).map(
      (name) => `${name} is not in the bundle, so nothing uses it.`,
    ),
    ...[...new Set(shipped)]
      .filter((path) => NOT_OURS_TO_SHIP.test(path))
      .map((path) => `${path} is in the bundle, and must never run in production.`),
    ...loadedWithoutNames(outputs).map(
      (name) => `${name} is loaded late and has lost its named exports.`,
    ),
  ]
}

/** A CommonJS package that is loaded late has a default export only; whoever asks it for a name gets nothing. */
function loadedWithoutNames(outputs: Metafile['outputs']): readonly string[] {
  return Object.values(outputs)
    .filter(({ entryPoint, exports }) => entryPoint && exports.join() === 'default')
    .map(({ entryPoint = '' }) => packageOf(entryPoint) ?? entryPoint)
    .filter((name) => !WHOLE.includes(name))
}

/** `node_modules/@prisma/client/runtime/client.js` belongs to `@prisma/client`. */
function packageOf(path: string): string | undefined {
  const [, inside] = /.*(?:node_modules\/|native:)(.+)/.exec(path) ?? []
  const [first = '', second = ''] = inside?.split('/') ?? []
  return first.startsWith('@') ? `${first}/${second}` : first
}
