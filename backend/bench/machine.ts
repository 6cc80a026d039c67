import { readdirSync, readFileSync } from 'node:fs'
import { cpus, release, totalmem, type } from 'node:os'

/** Linux counts a process's time in hundredths of a second, on every machine that runs Node. */
const MS_PER_TICK = 10

/** The time a process has had on a processor so far, in milliseconds; where there is no /proc, 0. */
export function cpuMsOf(pid: number): number {
  const [user = 0, system = 0] = statOf(pid).slice(11, 13).map(Number)
  return (user + system) * MS_PER_TICK
}

/** The same of a process and of all its children, those that have ended among them. */
export function cpuMsOfFamily(pid: number): number {
  const own = statOf(pid).slice(11, 15).map(Number)
  const ended = own.reduce((sum, ticks) => sum + ticks, 0) * MS_PER_TICK
  return childrenOf(pid).reduce((sum, child) => sum + cpuMsOf(child), ended)
}

/** What of the process is in memory, in megabytes of a million bytes; where there is no /proc, 0. */
export function residentMegabytes(pid: number): number {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1]
  return (Number(kibibytes ?? 0) * 1024) / 1_000_000
}

/** The machine in a few words. */
export function describeMachine(): string {
  const [processor] = cpus()
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`
  return `${cpus().length} × ${processor?.model.trim() ?? 'unknown'}, ${memory}, ${type()} ${release()}, Node ${process.version}`
}

/** What stands after the name in parentheses, which may hold anything: state, parent, … (https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html). */
function statOf(pid: number): readonly string[] {
  const text = read(`/proc/${pid}/stat`)
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

function childrenOf(pid: number): readonly number[] {
  try {
    const all = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
    return all.filter((candidate) => statOf(candidate)[1] === String(pid))
  } catch {
    return []
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
