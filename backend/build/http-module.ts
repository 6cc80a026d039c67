import type { Plugin } from 'esbuild'

const HTTP = /^(?:node:)?http$/

/**
 * Node's http is taken by `require`. An `import` of it looks at all that it exports, its WebSocket among them, and so loads the
 * whole of undici at every cold start, which the shop does not use.
 */
export const httpModule: Plugin = {
  name: 'http-module',
  setup(build) {
    build.onResolve({ filter: HTTP }, ({ kind }) =>
      kind === 'import-statement' ? { path: 'http', namespace: 'by-require' } : undefined,
    )
    build.onLoad({ filter: /./, namespace: 'by-require' }, () => ({
      contents: `module.exports = require('node:http')`,
    }))
  },
}
