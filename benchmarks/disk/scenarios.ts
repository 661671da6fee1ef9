import fs, { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from '../../src/core.ts'
import { untilStopped } from '../../tools/faults/injector.ts'
import { mountSmall, OUR_SAVER, type Saver, unmount } from './savers.ts'
import * as texts from './texts.ts'
import * as verdicts from './verdicts.ts'
import { give, makeHome, netrcOf, save, start, type Workplace, writeNetrc } from './workplace.ts'

type Measure = (saver: Saver, workplace: Workplace) => Promise<verdicts.Finding>

/** A scenario for each saver: a column of a table, named by its head. */
export interface Scenario {
  readonly name: string
  readonly measure: Measure
}

/** The scenarios in which a file may be lost. */
export const DANGERS: readonly Scenario[] = [
  { name: 'killed', measure: saveWhileKilled },
  { name: 'full disk', measure: saveOnFullDisk(texts.textOfOneBlock(), texts.LONG_PASSWORD) },
  { name: 'two savers', measure: saveWhileStopped },
  { name: 'symbolic link', measure: saveLinked('symbolic') },
  { name: 'mode 0644', measure: saveWithMode(texts.TWO_MACHINES) },
  { name: 'new file', measure: saveWithMode(undefined) },
]

/** The scenarios in which replacing the file is worse than overwriting it, or no better. */
export const COSTS: readonly Scenario[] = [
  { name: 'full disk, same size', measure: saveOnFullDisk(texts.textOfHalfABlock()) },
  { name: 'hard link', measure: saveLinked('hard') },
  { name: 'read-only directory', measure: saveReadOnly(0o555, 0o600) },
  { name: 'read-only file', measure: saveReadOnly(0o755, 0o400) },
]

export const SCENARIOS: readonly Scenario[] = [...DANGERS, ...COSTS]

/** Kills a process before each call of a load and a save, one call after another. */
async function saveWhileKilled(saver: Saver, workplace: Workplace): Promise<verdicts.Finding> {
  const saveOnce = async (faults: string) => {
    const home = makeHome(workplace, texts.TWO_MACHINES)
    return { ...(await save(workplace, { saver, home, faults })), text: netrcOf(home) }
  }
  const { calls, text = '' } = await saveOnce('')
  const files: verdicts.Contents[] = []
  for (const index of calls.keys()) {
    const at = index + 1
    const { answer, text: found } = await saveOnce(`${at}-${at}:kill`)
    if (answer !== 'killed') throw new Error(`${saver.peer} outlived call ${at}`)
    files.push({ old: texts.TWO_MACHINES, new: text, found })
  }
  const worst = files.find((file) => verdicts.isLoss(verdicts.crashVerdict([file])))
  const { found } = worst ?? files.at(-1) ?? {}
  return findingOf(verdicts.crashVerdict(files), texts.TWO_MACHINES, found)
}

/** Saves with two processes: the first is stopped after it reads the file, and continues after the second has saved. */
async function saveWhileStopped(saver: Saver, workplace: Workplace): Promise<verdicts.Finding> {
  const undisturbed = { saver, home: makeHome(workplace, texts.TWO_MACHINES), faults: '' }
  const at = callAfterReading((await save(workplace, undisturbed)).calls)
  const home = makeHome(workplace, texts.TWO_MACHINES)
  const first = start(workplace, { saver, home, faults: `${at}-${at}:stop` })
  await untilStopped(first.child)
  await save(workplace, { saver, home, hosts: [texts.SECOND] })
  first.child.kill('SIGCONT')
  await first.outcome
  const text = netrcOf(home) ?? ''
  const there = [texts.FIRST, texts.SECOND].map(
    (name) => parse(text).get(name)?.password === texts.NEW_PASSWORD,
  )
  return findingOf(verdicts.togetherVerdict(there), texts.TWO_MACHINES, text)
}

/** Returns the number of the call after the first reading of the file. */
function callAfterReading(calls: readonly string[]): number {
  const opened = calls.findIndex((call) => call.startsWith('open ') && call.endsWith('/.netrc'))
  const closed = calls.findIndex((call, index) => index > opened && call.startsWith('close '))
  if (opened === -1 || closed === -1) throw new Error('the file was not read')
  return closed + 2
}

/** Saves in a home directory that was made hard to write to, and in an undisturbed one. */
function saveHindered(
  hinder: (home: string) => void,
  text = texts.TWO_MACHINES,
  password = texts.NEW_PASSWORD,
): Measure {
  return async (saver, workplace) => {
    const [undisturbed, home] = [makeHome(workplace, text), makeHome(workplace, text)]
    await save(workplace, { saver, home: undisturbed, password })
    hinder(home)
    try {
      const { answer } = await save(workplace, { saver, home, password })
      const contents = { old: text, new: netrcOf(undisturbed) ?? '', found: netrcOf(home) }
      return findingOf(verdicts.failureVerdict(contents, answer), text, contents.found)
    } finally {
      unmount(home)
    }
  }
}

/** Saves on a full disk of 64 KiB. */
function saveOnFullDisk(text: string, password?: string): Measure {
  const fill = (home: string) => {
    if (!mountSmall(home)) throw new Error('cannot mount a tmpfs')
    give(home, 0o755)
    writeNetrc(home, text)
    try {
      for (;;) fs.appendFileSync(join(home, 'other'), Buffer.alloc(4096))
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
    }
  }
  return saveHindered(fill, text, password)
}

/** Saves with these modes of the home directory and of the file, one of which is read-only. */
function saveReadOnly(directoryMode: number, fileMode: number): Measure {
  return saveHindered((home) => {
    fs.chmodSync(join(home, '.netrc'), fileMode)
    fs.chmodSync(home, directoryMode)
  })
}

/** Saves a ~/.netrc that is a link to a file in a folder, or has another name there. */
function saveLinked(kind: 'symbolic' | 'hard'): Measure {
  return async (saver, workplace) => {
    const home = makeHome(workplace, texts.TWO_MACHINES)
    const folder = join(home, 'dotfiles')
    const other = join(folder, 'netrc')
    const path = join(home, '.netrc')
    fs.mkdirSync(folder)
    give(folder, 0o755)
    fs.linkSync(path, other)
    if (kind === 'symbolic') {
      fs.rmSync(path)
      fs.symlinkSync('dotfiles/netrc', path)
    }
    const before = describeLink(path, other)
    await save(workplace, { saver, home })
    const after = describeLink(path, other)
    const isChanged = readFileSync(other, 'utf8').includes(texts.NEW_PASSWORD)
    return { verdict: verdicts.linkVerdict(after === before, isChanged), before, after }
  }
}

function describeLink(path: string, other: string): string {
  if (fs.lstatSync(path).isSymbolicLink()) return '~/.netrc is a link to dotfiles/netrc'
  const isSame = statSync(path).ino === statSync(other).ino
  return `~/.netrc and dotfiles/netrc are ${isSame ? 'one file' : 'two files'}`
}

/** Saves a file that everyone may read, or makes a new one; both with the umask 022. */
function saveWithMode(text: string | undefined): Measure {
  return async (saver, workplace) => {
    const home = makeHome(workplace, text, 0o644)
    const path = join(home, '.netrc')
    const { answer } = await save(workplace, { saver, home })
    const mode = existsSync(path) ? statSync(path).mode : undefined
    const verdict = verdicts.modeVerdict(mode, answer)
    const before = text === undefined ? 'no file' : 'mode 0644'
    return { verdict, before, after: `mode ${verdict}` }
  }
}

function findingOf(verdict: string, old: string, found: string | undefined): verdicts.Finding {
  return { verdict, before: texts.shown(old), after: texts.shown(found) }
}

/** The result of two processes of this library that update one file at the same time. */
export interface Race {
  readonly updates: number
  readonly there: number
}

/** The number of updates by each of two processes in the race. */
const UPDATES = 25

/** Lets two processes of this library add machines to one file at the same time. */
export async function race(workplace: Workplace): Promise<Race> {
  const home = makeHome(workplace, texts.TWO_MACHINES)
  const lists = ['one', 'two'].map((name) =>
    Array.from({ length: UPDATES }, (_, index) => `${name}-${index}.example`),
  )
  await Promise.all(lists.map((hosts) => save(workplace, { saver: OUR_SAVER, home, hosts })))
  const netrc = parse(netrcOf(home) ?? '')
  const isWhole = netrc.get(texts.FIRST)?.password === texts.OLD_PASSWORD && netrc.has(texts.SECOND)
  const hosts = lists.flat()
  const there = hosts.filter((host) => netrc.get(host)?.password === texts.NEW_PASSWORD)
  return { updates: hosts.length, there: isWhole ? there.length : 0 }
}
