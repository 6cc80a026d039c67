import type { Plugin } from 'esbuild'

/** zod's messages in languages other than English, which the shop's contracts are written in. */
const LANGUAGES = /zod\/v4\/locales\/[\w-]+\.js$/
const NEEDED = /(?:en|index)\.js$/
/** Tables of Chinese, Japanese and Korean character sets. JSON is UTF-8 here, and everything else is refused before it is decoded. */
const CHARACTER_SETS = /iconv-lite\/encodings\/tables\/[\w-]+\.json$/

/** A third of the code by size, which every cold start would read and none would use. */
export const leftOut: Plugin = {
  name: 'left-out',
  setup(build) {
    build.onLoad({ filter: LANGUAGES }, ({ path }) =>
      NEEDED.test(path) ? undefined : { contents: 'export default () => ({})' },
    )
    build.onLoad({ filter: CHARACTER_SETS }, () => ({ contents: '[]', loader: 'json' }))
  },
}
