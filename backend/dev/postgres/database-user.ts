import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

import { StartFailure } from '#dev/failure.ts'

import { type DatabaseUser, run } from './run.ts'

/**
 * Chooses who runs the server. PostgreSQL refuses to run as root, so root hands over to the owner
 * of the data if there is one already, else to whoever owns the folders around it, else to
 * `postgres` or `nobody`: the first who can reach the place. No user is created.
 */
export async function chooseDatabaseUser(cluster: string): Promise<DatabaseUser> {
  if (process.getuid?.() !== 0) return { name: 'you', ids: {} }

  const names = existsSync(cluster)
    ? [ownerOf(cluster)]
    : [...foldersTo(cluster).toReversed().map(ownerOf), 'postgres', 'nobody']
  const users = names.map(lookUp).filter((user) => user !== undefined)
  for (const user of users) {
    const obstacle = await firstClosedFolder(cluster, user)
    if (obstacle === undefined) return user
  }
  throw new StartFailure(await explain(cluster, users[0]))
}

function ownerOf(path: string): string {
  return String(statSync(path).uid)
}

/** Finds a user by name or number; root and unknown users do not count. */
function lookUp(nameOrId: string): DatabaseUser | undefined {
  if (nameOrId === '0') return undefined
  try {
    const id = (flag: string) =>
      execFileSync('id', [flag, nameOrId], { encoding: 'utf8', stdio: 'pipe' }).trim()
    return { name: id('-un'), ids: { uid: Number(id('-u')), gid: Number(id('-g')) } }
  } catch {
    return undefined
  }
}

/** The outermost folder on the way to `path` that the user may not enter. */
async function firstClosedFolder(path: string, user: DatabaseUser): Promise<string | undefined> {
  const { code, output } = await run('/bin/sh', ['-c', WALK, 'walk', ...foldersTo(path)], user)
  return code === 0 ? undefined : output.trim()
}

const WALK = 'for folder; do test -x "$folder" || { echo "$folder"; exit 1; }; done'

function foldersTo(path: string): readonly string[] {
  const parent = dirname(path)
  const above = parent === path ? [] : foldersTo(parent)
  return existsSync(path) ? [...above, path] : above
}

async function explain(cluster: string, user: DatabaseUser | undefined): Promise<string> {
  if (!user) {
    return 'PostgreSQL refuses to run as root, and this machine has neither a user "postgres" nor "nobody" to run it. Start the shop as a plain user.'
  }
  const closed = (await firstClosedFolder(cluster, user)) ?? dirname(cluster)
  return [
    `The database cannot keep its data in ${dirname(cluster)}.`,
    `PostgreSQL refuses to run as root, so it runs as "${user.name}", who may not enter ${closed}.`,
    'Put the data where that user can reach it:   DATA_DIR=/var/lib/sellthrough make start',
    `or let others pass through the folder:       chmod o+x ${closed}`,
    'or start the shop as a plain user.',
  ].join('\n')
}
