import { spawn } from 'node:child_process'

/** Who runs the database server. `ids` is empty when that is simply whoever runs us. */
export interface DatabaseUser {
  readonly name: string
  readonly ids: { readonly uid: number; readonly gid: number } | Record<string, never>
}

export interface Outcome {
  readonly code: number | null
  readonly output: string
}

/** Runs a program to its end as the given user and returns what it printed on either stream. */
export async function run(
  program: string,
  args: readonly string[],
  user: DatabaseUser,
): Promise<Outcome> {
  return await new Promise((resolve) => {
    const child = spawn(program, args, {
      ...user.ids,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const collect = (chunk: Buffer) => {
      output += chunk.toString()
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', (error) => resolve({ code: null, output: error.message }))
    child.on('close', (code) => resolve({ code, output }))
  })
}
