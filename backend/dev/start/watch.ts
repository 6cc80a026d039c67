import { type FSWatcher, watch } from 'node:fs'

const QUIET_MS = 150

/** Calls back once things are quiet again after a change below any of the folders. */
export function watchFolders(folders: readonly string[], onChange: () => void): { close(): void } {
  let timer: NodeJS.Timeout | undefined
  const watchers = folders.map(
    (folder): FSWatcher =>
      watch(folder, { recursive: true }, () => {
        clearTimeout(timer)
        timer = setTimeout(onChange, QUIET_MS)
      }),
  )
  return {
    close() {
      clearTimeout(timer)
      for (const watcher of watchers) watcher.close()
    },
  }
}
