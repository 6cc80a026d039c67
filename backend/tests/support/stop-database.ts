import { rm } from 'node:fs/promises'

/** After the run: the server stops and its folder goes. */
export default async function stopDatabase(): Promise<void> {
  const running = globalThis.testPostgres
  if (!running) return
  await running.server.stop()
  await rm(running.folder, { recursive: true, force: true })
}
