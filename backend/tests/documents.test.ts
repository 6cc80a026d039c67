import { existsSync, readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const LINK = /\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)/g
const HEADING = /^#+ (.+)$/gm
const MAKE = /\bmake ([a-z]+)\b(?= |`|$)/gm

const read = (file: string) => readFileSync(file, 'utf8')

async function findDocuments(): Promise<readonly string[]> {
  const found: string[] = []
  for await (const file of glob(['*.md', 'docs/**/*.md', 'backend/dev/**/*.md'])) found.push(file)
  return found
}

/** As hosts of repositories make them: "A feature" is #a-feature. */
const anchorsOf = (file: string): readonly string[] =>
  [...read(file).matchAll(HEADING)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  )

function isBroken(from: string, path: string, anchor: string | undefined): boolean {
  const target = path === '' ? from : join(dirname(from), path)
  if (!existsSync(target)) return true
  return anchor !== undefined && !anchorsOf(target).includes(anchor)
}

test('every link from one document to another leads somewhere', async () => {
  const broken = (await findDocuments()).flatMap((file) =>
    [...read(file).matchAll(LINK)]
      .filter(([, path = '', anchor]) => isBroken(file, path, anchor))
      .map(([link]) => `${file}: ${link}`),
  )

  expect(broken).toEqual([])
})

test('every command that a document names is one', async () => {
  const targets = [...read('Makefile').matchAll(/^([a-z]+):/gm)].map(([, name]) => name)
  const { scripts } = JSON.parse(read('package.json'))
  const known = [...targets.map((name) => `make ${name}`), ...Object.keys(scripts)]

  const unknown = (await findDocuments()).flatMap((file) =>
    [
      ...[...code(file).matchAll(MAKE)].map(([, name]) => `make ${name}`),
      ...[...code(file).matchAll(/npm run (?:-s )?([a-z:]+)/g)].map(([, name]) => name),
    ]
      .filter((command) => !known.includes(command ?? ''))
      .map((command) => `${file}: ${command}`),
  )

  expect(unknown).toEqual([])
})

/** What stands in code blocks and between backticks: the rest is prose, where one may make a difference. */
const code = (file: string): string =>
  [...read(file).matchAll(/```[^`]*```|`[^`\n]+`/g)].map(([text]) => text).join('\n')
