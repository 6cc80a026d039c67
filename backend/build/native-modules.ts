import type { Plugin } from 'esbuild'

const NATIVE = /^(?:sharp|pg-native)$/

/**
 * Native code stays outside the bundle, for it differs from machine to machine. It is found by `require`, whoever asks for it and
 * how, since a Lambda layer is on `require`'s path only.
 */
export const nativeModules: Plugin = {
  name: 'native-modules',
  setup(build) {
    build.onResolve({ filter: NATIVE }, ({ path, namespace }) =>
      namespace === 'native' ? { path, external: true } : { path, namespace: 'native' },
    )
    build.onLoad({ filter: /./, namespace: 'native' }, ({ path }) => ({
      contents: `module.exports = require('${path}')`,
    }))
  },
}
