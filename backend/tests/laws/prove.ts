import { fork } from 'node:child_process'
import { once } from 'node:events'

import stopDatabase from '#tests/support/stop-database.ts'
import prepareTemplate from '#tests/support/template-database.ts'

import { PROOFS } from './proof.ts'
import type { Proof } from './result.ts'

/**
 * The proofs named, or every one, at their whole length on one real PostgreSQL; the longest has a process of its own beside the
 * others. Ends with 1 when a law was broken, and says how.
 */
const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const named = process.argv.slice(2)

if (process.send) process.send(await PROOFS[named[0] ?? '']?.('whole', SEED))
else await proveAll(named.length > 0 ? named : Object.keys(PROOFS))

async function proveAll([longest = '', ...others]: readonly string[]): Promise<void> {
  await prepareTemplate()
  try {
    const proofs = await Promise.all([prove(longest), proveInTurn(others)])
    for (const proof of proofs.flat()) tell(proof)
    if (proofs.flat().some(({ violations }) => violations.length > 0)) process.exitCode = 1
  } finally {
    await stopDatabase()
  }
}

interface Named extends Proof {
  readonly name: string
  readonly seconds: number
}

async function proveInTurn(names: readonly string[]): Promise<readonly Named[]> {
  const proofs: Named[] = []
  for (const name of names) proofs.push(await prove(name))
  return proofs
}

async function prove(name: string): Promise<Named> {
  const started = performance.now()
  const child = fork(import.meta.filename, [name], { env: { ...process.env, SEED: String(SEED) } })
  const told: Proof[] = []
  child.on('message', (proof: Proof) => void told.push(proof))
  await once(child, 'exit')
  const [proof = { line: 'it ended without an answer', violations: ['It ended early.'] }] = told
  const seconds = Math.round((performance.now() - started) / 1000)
  process.stdout.write(`${name}: done in ${seconds} s\n`)
  return { ...proof, name, seconds }
}

function tell({ name, line, violations }: Named): void {
  for (const violation of violations) process.stdout.write(`\n${name}: ${violation}\n\n`)
  process.stdout.write(`${name}: ${line}, ${violations.length} violations (seed ${SEED})\n`)
}
