import { gzipSync } from 'node:zlib'

import type { Plugin, Rolldown } from 'vite'

/** What a first visit may cost, in kilobytes after gzip. */
interface Budget {
  readonly scriptKb: number
  readonly styleKb: number
}

/**
 * Prints what each entry makes a first visit load (its chunk, all it imports statically, and their
 * styles). An entry over its budget is a warning, or with `strict` the end of the build: a page that
 * grew must not keep anybody from working on it.
 */
export function sizeReport(
  budgets: Readonly<Record<string, Budget>>,
  { strict }: { readonly strict: boolean },
): Plugin {
  return {
    name: 'size-report',
    apply: 'build',
    writeBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')

      for (const entry of chunks.filter((chunk) => chunk.isEntry)) {
        const closure = withStaticImports(entry, bundle)
        const scriptKb = gzipKb(closure.map((chunk) => chunk.code))
        const styleKb = gzipKb(stylesOf(closure, bundle))
        this.info(`${entry.name}: script ${scriptKb} KB, style ${styleKb} KB (gzip, first visit)`)

        const budget = budgets[entry.name]
        if (budget && (scriptKb > budget.scriptKb || styleKb > budget.styleKb)) {
          const excess = `${entry.name} may cost ${budget.scriptKb} KB script, ${budget.styleKb} KB style.`
          if (strict) this.error(excess)
          this.warn(excess)
        }
      }

      for (const chunk of chunks.filter(({ isEntry }) => !isEntry)) {
        this.info(`  ${chunk.fileName}: ${gzipKb([chunk.code])} KB`)
      }
    },
  }
}

function withStaticImports(entry: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle) {
  const found = new Map([[entry.fileName, entry]])
  for (const chunk of found.values()) {
    for (const name of chunk.imports) {
      const imported = bundle[name]
      if (imported?.type === 'chunk') found.set(name, imported)
    }
  }
  return [...found.values()]
}

function stylesOf(chunks: readonly Rolldown.OutputChunk[], bundle: Rolldown.OutputBundle) {
  const names = new Set(chunks.flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]))
  return [...names].flatMap((name) => {
    const file = bundle[name]
    return file?.type === 'asset' ? [file.source] : []
  })
}

function gzipKb(sources: readonly (string | Uint8Array)[]): number {
  const bytes = sources.reduce((sum, source) => sum + gzipSync(source, { level: 9 }).length, 0)
  return Math.round(bytes / 102.4) / 10
}
