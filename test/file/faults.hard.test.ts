import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse, updateNetrc } from '../../src/index.ts'
import { buildInjector } from '../../tools/faults/injector.ts'
import { PARALLEL, workThrough } from '../../tools/work-through.ts'
import { bundle } from './faults/bundle.ts'
import { type Attempt, describeWithCompiler, Updater } from './faults/injector.ts'
import { contentOf, NEW_PASSWORD, SCENARIOS, type Scenario } from './faults/scenarios.ts'
import type { Task } from './faults/updater.ts'

const CODES = ['ENOSPC', 'EIO', 'EDQUOT', 'EACCES', 'EROFS'] as const
const FORMS = ['sync', 'async'] as const
const REST = 9999

/** One attempt with one fault. */
interface Fault {
  readonly form: Task['form']
  /** The number of the call, from 1. */
  readonly at: number
  /** The rules for the preload library. */
  readonly rules: string
  /** The errors that may result; none for a call that only transferred less than requested. */
  readonly codes: readonly (typeof CODES)[number][]
  /** Whether every later call fails as well. */
  readonly lasts?: boolean
}

function faultsOf(calls: Attempt['calls'], form: Task['form']): Fault[] {
  // The two forms differ only in how they wait.
  const codes = form === 'sync' ? CODES : (['ENOSPC'] as const)
  return calls.flatMap(({ name }, index): Fault[] => {
    const at = index + 1
    const short = { form, at, rules: `${at}-${at}:short`, codes: [] }
    const faults: Fault[] = codes.map((code) => {
      return { form, at, rules: `${at}-${at}:${errno(code)}`, codes: [code] }
    })
    const rules = `${at}-${REST}:${errno('EIO')}`
    faults.push({ form, at, rules, codes: ['EIO'], lasts: true })
    if (name === 'read' || name === 'write') faults.push(short)
    if (name !== 'write') return faults
    return [...faults, { ...short, rules: `${at}-${REST}:short` }, ...fullHalfWay(form, at)]
  })
}

/** Returns the faults of a disk that is full after half a write: for a moment, and permanently. */
function fullHalfWay(form: Task['form'], at: number): Fault[] {
  const short = `${at}-${at}:short;${at + 1}`
  // libuv reports a short write and a failure as a short write, and is then called again.
  return [
    { form, at: at + 1, rules: `${short}-${at + 1}:${errno('ENOSPC')}`, codes: [] },
    { form, at: at + 1, rules: `${short}-${at + 2}:${errno('ENOSPC')}`, codes: ['ENOSPC'] },
  ]
}

function errno(code: (typeof CODES)[number]): number {
  return constants.errno[code]
}

/** Lists what is wrong with the outcome of one attempt. */
function objectionsTo(
  { report, calls, renamedAfter }: Attempt,
  fault: Fault,
  scenario: Scenario,
  path: string,
): string[] {
  if (report === undefined) return ['the process ended']
  const call = calls[fault.at - 1]
  if (call === undefined) return ['the call was not made']
  const content = contentOf(path)
  const names = [call.name, `${call.name} ${basename(call.path)}`]
  // If /proc may not be seen, the directory is named by its path.
  const isHidden = call.name === 'statx' && call.path.endsWith('/.') && fault.codes[0] === 'EACCES'
  const isForgiven =
    names.some((name) => scenario.forgiven.includes(name)) || fault.codes.length === 0 || isHidden
  if (report.kind === 'resolved') {
    const isAfter = renamedAfter !== undefined && fault.at > renamedAfter
    return [
      ...(content === scenario.new
        ? []
        : ['success was reported, but the file does not have the new content']),
      ...(isAfter || isForgiven ? [] : ['the failure was hidden']),
    ]
  }
  const { code, number, isNetrcError, shown } = report
  const isSystemError = fault.codes.some(
    // Node 20 has no name for EDQUOT.
    (each) => number === -errno(each) && (code === each || /^unknown/i.test(String(code))),
  )
  return [
    ...(content === scenario.old
      ? []
      : ['failure was reported, but the file does not have the old content']),
    ...(renamedAfter === undefined ? [] : ['failure was reported, but the file was replaced']),
    ...(fault.codes.length > 0 ? [] : ['a short write or read was treated as a failure']),
    ...(isSystemError || isNetrcError ? [] : [`the code is ${code}`]),
    ...(typeof report.path === 'string' ? [] : ['the error has no path']),
    ...(shown.includes('s3cret') ? ['the error shows content'] : []),
  ]
}

/** Lists what is in a directory that should not be there. */
function leftIn(directory: string, scenario: Scenario, { calls }: Attempt, fault: Fault): string[] {
  const found = readdirSync(directory, { recursive: true, encoding: 'utf8' })
  const more = found.filter((name) => !scenario.names.includes(name))
  const isCleaning = ['unlink', 'rmdir'].includes(calls[fault.at - 1]?.name ?? '')
  const couldClean = !fault.lasts && !isCleaning && scenario.callsUntilLock === undefined
  return more
    .filter((name) => couldClean || !name.includes('.netrc.lossless-netrc'))
    .map((name) => `left: ${name}`)
}

describeWithCompiler('a failure of any single system call', () => {
  let root = ''
  let updaters: readonly Updater[] = []
  let isolated = 0

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'lossless-netrc-'))
    const program = await bundle('updater', root)
    const library = buildInjector(root)
    updaters = Array.from({ length: PARALLEL }, (_, worker) => {
      const directory = join(root, `worker-${worker}`)
      mkdirSync(directory)
      return new Updater(program, library, directory)
    })
  })

  afterAll(() => {
    for (const updater of updaters) updater.end()
    rmSync(root, { recursive: true, force: true })
  })

  function makeDirectory(worker: number): string {
    const directory = join(root, `worker-${worker}`, String(++isolated))
    mkdirSync(directory)
    return directory
  }

  function updaterOf(worker: number): Updater {
    const updater = updaters[worker]
    if (updater === undefined) throw new Error('no updater for this worker')
    return updater
  }

  async function trace(scenario: Scenario, form: Task['form']): Promise<Attempt> {
    const path = scenario.lay(makeDirectory(0))
    return updaterOf(0).attempt({ form, path, password: NEW_PASSWORD })
  }

  test.for(SCENARIOS)(
    'leaves $title complete, old or new, and reports which',
    async (scenario, context) => {
      if (scenario.needsRoot && process.getuid?.() !== 0) context.skip('not root')
      const objections: string[] = []
      const after: (() => Promise<void>)[] = []
      const jobs: Fault[] = []
      for (const form of FORMS) {
        const { report, calls } = await trace(scenario, form)
        expect(report).toEqual({ kind: 'resolved' })
        expect(calls.length).toBeGreaterThan(12)
        jobs.push(...faultsOf(calls.slice(0, scenario.callsUntilLock), form))
      }
      await workThrough(jobs, async (fault, worker) => {
        const directory = makeDirectory(worker)
        const path = scenario.lay(directory)
        const attempt = await updaterOf(worker).attempt(
          { form: fault.form, path, password: NEW_PASSWORD },
          fault.rules,
        )
        const { name, path: called } = attempt.calls[fault.at - 1] ?? { name: 'none', path: '' }
        const title = `${fault.form}, ${fault.rules} (${name} ${called}): `
        for (const objection of [
          ...objectionsTo(attempt, fault, scenario, path),
          ...leftIn(directory, scenario, attempt, fault),
        ]) {
          objections.push(title + objection)
        }
        after.push(async () => {
          const netrc = parse(contentOf(path) ?? '')
          netrc.set('next.example', { login: 'me' })
          await updateNetrc((document) => document.set('next.example', { login: 'me' }), { path })
          const isThere = contentOf(path) === String(netrc)
          if (!isThere) objections.push(`${title}the next update is lost`)
          const left = readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort()
          if (left.join() !== scenario.names.join())
            objections.push(`${title}never removed: ${left}`)
        })
      })
      await Promise.all(after.map((updateAgain) => updateAgain()))
      expect(objections).toEqual([])
      console.info(`${scenario.title}: ${jobs.length} faults`)
    },
  )

  test('every kind of call was made to fail', async () => {
    const called = new Set<string>()
    for (const scenario of SCENARIOS) {
      if (scenario.needsRoot && process.getuid?.() !== 0) continue
      for (const { name } of (await trace(scenario, 'sync')).calls) called.add(name)
    }
    const all = ['access', 'close', 'fchmod', 'fchown', 'fsync', 'mkdir', 'open', 'read']
    all.push('readdir', 'readlink', 'rename', 'rmdir', 'statx', 'unlink', 'write')
    if (process.getuid?.() !== 0) all.splice(all.indexOf('fchown'), 1)
    expect([...called].sort()).toEqual(all)
  })

  test.each(FORMS)('reading reports it too, and ends no process (%s)', async (form) => {
    const [scenario] = SCENARIOS
    if (scenario === undefined) throw new Error('no scenarios')
    const path = scenario.lay(makeDirectory(0))
    const { calls } = await updaterOf(0).attempt({ form, path })
    const names = new Set(calls.map(({ name }) => name))
    expect([...names]).toEqual(['open', 'statx', 'read', 'close'])
    const outcomes: string[] = []
    for (const [index, { name }] of calls.entries()) {
      for (const code of CODES) {
        const rules = `${index + 1}-${index + 1}:${errno(code)}`
        const { report } = await updaterOf(0).attempt({ form, path }, rules)
        const isReported = report?.kind === 'rejected' && report.number === -errno(code)
        if (!isReported) outcomes.push(`${name} ${code}: ${report?.kind}`)
        if (report?.kind === 'rejected' && report.shown.includes('s3cret')) outcomes.push('content')
      }
    }
    expect(outcomes).toEqual([])
  })
})
