import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'

const PAGE = 'docs/problems.md'

interface Declared {
  readonly file: string
  readonly code: string
  readonly kind: string
  readonly title: string
}

const DECLARATION = /problemType\(\s*'([a-z-]+)',\s*'([a-z-]+)',\s*(['"])(.+?)\3/gs
const KIND_TO_STATUS = /^ {2}'?([a-z-]+)'?: (\d{3}),$/gm
const ROW = /^\| `([a-z-]+)` \| (\d{3}) \|/gm

async function findDeclared(): Promise<readonly Declared[]> {
  const declared: Declared[] = []
  for await (const file of glob('backend/src/**/*.ts')) {
    for (const match of readFileSync(file, 'utf8').matchAll(DECLARATION)) {
      const [, code = '', kind = '', , title = ''] = match
      declared.push({ file, code, kind, title })
    }
  }
  return declared
}

function readTable(file: string, entry: RegExp): ReadonlyMap<string, string> {
  const text = readFileSync(file, 'utf8')
  return new Map([...text.matchAll(entry)].map(([, name = '', value = '']) => [name, value]))
}

test('every problem in the sources is on the page with its status, and the page names no other', async () => {
  const statuses = readTable('backend/src/platform/http/problem-handler.ts', KIND_TO_STATUS)
  const declared = await findDeclared()
  const wanted = new Map(declared.map(({ code, kind }) => [code, statuses.get(kind)]))

  expect(sorted(readTable(PAGE, ROW))).toEqual(sorted(wanted))
})

test('the page names each problem once', () => {
  const codes = [...readFileSync(PAGE, 'utf8').matchAll(ROW)].map(([, code]) => code)
  expect(codes).toEqual([...new Set(codes)])
})

test('a problem declared in several places: the same kind and title in all of them', async () => {
  const declared = await findDeclared()
  const byCode = new Map(declared.map((problem) => [problem.code, problem]))

  expect(declared).toEqual(declared.map(({ code, file }) => ({ ...byCode.get(code), file })))
})

const sorted = (table: ReadonlyMap<string, string | undefined>) =>
  Object.fromEntries([...table].toSorted(([a], [b]) => (a < b ? -1 : 1)))
