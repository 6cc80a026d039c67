import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

import type { Plugin } from 'esbuild'

const MODULE = /^@prisma\/client\/runtime\/query_compiler_[\w.]+\.(?:wasm-base64\.)?js$/
const BASE64 = /\.wasm-base64\.mjs$/

/**
 * Prisma's client asks for its query compiler as CommonJS and as base64 in a string. The bundle takes the ES module, and the
 * bytes as a file of their own: a third smaller, and nothing for the engine to parse at a cold start.
 */
export const prismaRuntime: Plugin = {
  name: 'prisma-runtime',
  setup(build) {
    build.onResolve({ filter: MODULE }, ({ path }) => ({
      path: fileURLToPath(import.meta.resolve(path.replace(/js$/, 'mjs'))),
    }))
    build.onLoad({ filter: BASE64 }, async ({ path }) => ({
      contents: `import file from '${path}.bytes'
import { readFileSync } from 'node:fs'
export const wasm = readFileSync(new URL(file, import.meta.url))`,
      loader: 'js',
    }))
    build.onResolve({ filter: /\.wasm-base64\.mjs\.bytes$/ }, ({ path }) => ({
      path,
      namespace: 'wasm',
    }))
    build.onLoad({ filter: /./, namespace: 'wasm' }, async ({ path }) => {
      const script = await readFile(path.replace(/\.bytes$/, ''), 'utf8')
      const [, base64] = /const wasm = "([^"]+)"/.exec(script) ?? []
      if (base64 === undefined) throw new Error(`${path} does not look as Prisma 7 wrote it.`)
      return { contents: Buffer.from(base64, 'base64'), loader: 'file' }
    })
  },
}
