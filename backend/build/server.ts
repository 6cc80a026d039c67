import { rm } from 'node:fs/promises'

import { bundle } from './bundle.ts'

const FOLDER = 'dist/server'

await rm(FOLDER, { recursive: true, force: true })
await bundle(['backend/src/entry/server.ts', 'backend/src/entry/operate.ts'], FOLDER)
process.stdout.write(`${FOLDER}/server.mjs\n`)
