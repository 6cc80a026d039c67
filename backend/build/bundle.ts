import { build, type Metafile } from 'esbuild'

import { fonts } from './fonts.ts'
import { httpModule } from './http-module.ts'
import { leftOut } from './left-out.ts'
import { nativeModules } from './native-modules.ts'
import { prismaRuntime } from './prisma-runtime.ts'

/** CommonJS packages inside an ES module still ask for Node's own modules by `require`. */
const REQUIRE = `import{createRequire as nodeRequire}from'node:module';const require=nodeRequire(import.meta.url);`

/**
 * Bundles programs and all they need into one folder: an ES module each and the chunks that it loads when their time comes, which starts
 * faster than one CommonJS file. Source maps lie beside them, to be kept and not to be shipped.
 */
export async function bundle(
  programs: readonly string[],
  outdir: string,
  write = true,
): Promise<Metafile> {
  const { metafile } = await build({
    entryPoints: [...programs],
    outdir,
    write,
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    // As an ES module a package is smaller, and keeps its named exports when it is loaded late.
    mainFields: ['module', 'main'],
    target: 'node24',
    outExtension: { '.js': '.mjs' },
    assetNames: '[name]-[hash]',
    banner: { js: REQUIRE },
    loader: { '.ttf': 'file' },
    plugins: [httpModule, prismaRuntime, nativeModules, fonts, leftOut],
    sourcemap: 'external',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  })
  return metafile
}
