import fs, { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from '../../src/core.ts'
import { mountSmall, type Saver, unmount } from './savers.ts'
import * as texts from './texts.ts'
import type { Contents, Finding } from './verdicts.ts'
import * as verdicts from './verdicts.ts'
import { give, netrcOf, untilStopped, type Workplace, writeNetrc } from './workplace.ts'

/** What may be lost: the columns of the first table. */
export const DANGERS = ['crash', 'full-disk', 'two-savers', 'link', 'mode', 'new-file'] as const
/** Where a new file in place of the old one does worse or no better: the columns of the second table. */
export const COSTS = ['same-size', 'hard-link', 'read-only-directory', 'read-only-file'] as const
/** One thing that a saver is put through. */
export type Scenario = (typeof DANGERS)[number] | (typeof COSTS)[number]
/** All of them. */
export const SCENARIOS: readonly Scenario[] = [...DANGERS, ...COSTS]

type Measure = (saver: Saver, workplace: Workplace) => Promise<Finding>

/** Puts a saver through a scenario. */
export const measureScenario: Readonly<Record<Scenario, Measure>> = {
  crash: saveWhileKilled,
  'full-disk': saveOnFullDisk(texts.textOfOneBlock(), texts.LONG_PASSWORD),
  'two-savers': saveWhileStopped,
  link: saveLinked('symbolic'),
  mode: saveWithMode(texts.TWO_MACHINES),
  'new-file': saveWithMode(undefined),
  'same-size': saveOnFullDisk(texts.textOfHalfABlock(), texts.NEW_PASSWORD),
  'hard-link': saveLinked('hard'),
  'read-only-directory': saveReadOnly({ directory: 0o555, file: 0o600 }),
  'read-only-file': saveReadOnly({ directory: 0o755, file: 0o400 }),
}

/** Kills a process at each call of a load and a save in turn, before the call is made. */
async function saveWhileKilled(saver: Saver, workplace: Workplace): Promise<Finding> {
  const saveOnce = async (faults: string) => {
    const home = workplace.makeHome(texts.TWO_MACHINES)
    return { ...(await workplace.save({ saver, home, faults })), text: netrcOf(home) }
  }
  const { calls, text = '' } = await saveOnce('')
  const files: Contents[] = []
  for (const index of calls.keys()) {
    const at = index + 1
    const { answer, text: found } = await saveOnce(`${at}-${at}:kill`)
    if (answer !== 'killed') throw new Error(`${saver.name} outlived call ${at}`)
    files.push({ old: texts.TWO_MACHINES, new: text, found })
  }
  const isWhole = (file: Contents) => ['old', 'new'].includes(verdicts.stateOf(file))
  const worst = files.find((file) => !isWhole(file)) ?? files.at(-1)
  return {
    verdict: verdicts.crashVerdict(files),
    before: texts.shown(texts.TWO_MACHINES),
    after: texts.shown(worst?.found),
  }
}

/** Two savers of different machines: the first is stopped when it has read the file, and goes on after the second. */
async function saveWhileStopped(saver: Saver, workplace: Workplace): Promise<Finding> {
  const undisturbed = { saver, home: workplace.makeHome(texts.TWO_MACHINES), faults: '' }
  const at = callAfterReading((await workplace.save(undisturbed)).calls)
  const home = workplace.makeHome(texts.TWO_MACHINES)
  const first = workplace.start({ saver, home, faults: `${at}-${at}:stop` })
  await untilStopped(first.child)
  await workplace.save({ saver, home, hosts: [texts.SECOND] })
  first.child.kill('SIGCONT')
  await first.outcome
  const text = netrcOf(home) ?? ''
  const there = [texts.FIRST, texts.SECOND].map(
    (name) => parse(text).get(name)?.password === texts.NEW_PASSWORD,
  )
  return {
    verdict: verdicts.togetherVerdict(there),
    before: texts.shown(texts.TWO_MACHINES),
    after: texts.shown(text),
  }
}

/** Returns the number of the call that follows the first reading of the file. */
function callAfterReading(calls: readonly string[]): number {
  const opened = calls.findIndex((call) => call.startsWith('open ') && call.endsWith('/.netrc'))
  const closed = calls.findIndex((call, index) => index > opened && call.startsWith('close '))
  if (opened === -1 || closed === -1) throw new Error('the file was not read')
  return closed + 2
}

/** Saves on a disk of 64 KiB, all of it in use. */
function saveOnFullDisk(text: string, password: string): Measure {
  return async (saver, workplace) => {
    const home = workplace.makeHome()
    if (!mountSmall(home)) throw new Error('cannot mount a tmpfs')
    try {
      give(home, 0o755)
      writeNetrc(home, text)
      await workplace.save({ saver, home, password })
      const saved = netrcOf(home) ?? ''
      writeNetrc(home, text)
      fill(join(home, 'other'))
      const { answer } = await workplace.save({ saver, home, password })
      return failureFinding({ old: text, new: saved, found: netrcOf(home) }, answer)
    } finally {
      unmount(home)
    }
  }
}

function failureFinding(contents: Contents, answer: string): Finding {
  const verdict = verdicts.failureVerdict(contents, answer)
  return { verdict, before: texts.shown(contents.old), after: texts.shown(contents.found) }
}

/** Writes a file until the disk is full. */
function fill(path: string): void {
  for (;;) {
    try {
      fs.appendFileSync(path, Buffer.alloc(4096))
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return
      throw error
    }
  }
}

/** Saves a ~/.netrc that is a link to a file in a folder, or has another name there. */
function saveLinked(kind: 'symbolic' | 'hard'): Measure {
  return async (saver, workplace) => {
    const home = workplace.makeHome(texts.TWO_MACHINES)
    const folder = join(home, 'dotfiles')
    const other = join(folder, 'netrc')
    const path = join(home, '.netrc')
    fs.mkdirSync(folder)
    give(folder, 0o755)
    if (kind === 'hard') fs.linkSync(path, other)
    else {
      fs.renameSync(path, other)
      fs.symlinkSync('dotfiles/netrc', path)
    }
    const before = describeLink(path, other)
    await workplace.save({ saver, home })
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

/** Saves a file that everyone may read, or makes a new one; both under the umask 022. */
function saveWithMode(text: string | undefined): Measure {
  return async (saver, workplace) => {
    const home = workplace.makeHome(text, 0o644)
    const path = join(home, '.netrc')
    const { answer } = await workplace.save({ saver, home })
    const mode = existsSync(path) ? statSync(path).mode : undefined
    const verdict = verdicts.modeVerdict(mode, answer)
    const before = text === undefined ? 'no file' : 'mode 0644'
    return { verdict, before, after: `mode ${verdict}` }
  }
}

/** Saves a file that is read-only, or is in a read-only directory. */
function saveReadOnly(modes: { readonly directory: number; readonly file: number }): Measure {
  return async (saver, workplace) => {
    const saved = workplace.makeHome(texts.TWO_MACHINES)
    await workplace.save({ saver, home: saved })
    const home = workplace.makeHome(texts.TWO_MACHINES, modes.file)
    fs.chmodSync(home, modes.directory)
    const { answer } = await workplace.save({ saver, home })
    const contents = { old: texts.TWO_MACHINES, new: netrcOf(saved) ?? '', found: netrcOf(home) }
    return failureFinding(contents, answer)
  }
}

/** What became of two processes of this library that updated one file at the same time. */
export interface Race {
  readonly updates: number
  readonly there: number
}

/** How many updates each of two processes makes in the race. */
const UPDATES = 25

/** Lets two processes add machines to one file, with nothing to hold them apart. */
export async function race(saver: Saver, workplace: Workplace): Promise<Race> {
  const home = workplace.makeHome(texts.TWO_MACHINES)
  const lists = ['one', 'two'].map((name) =>
    Array.from({ length: UPDATES }, (_, index) => `${name}-${index}.example`),
  )
  await Promise.all(lists.map((hosts) => workplace.save({ saver, home, hosts })))
  const netrc = parse(netrcOf(home) ?? '')
  const isWhole = netrc.get(texts.FIRST)?.password === texts.OLD_PASSWORD && netrc.has(texts.SECOND)
  const hosts = lists.flat()
  const there = hosts.filter((host) => netrc.get(host)?.password === texts.NEW_PASSWORD)
  return { updates: hosts.length, there: isWhole ? there.length : 0 }
}
