import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse, updateNetrc } from '../../src/index.ts'
import { buildInjector } from '../../tools/faults/injector.ts'
import { workThrough } from '../../tools/work-through.ts'
import { bundle } from './faults/bundle.ts'
import { Counter, countIn, textWith } from './faults/counting.ts'
import { describeWithCompiler, Updater } from './faults/injector.ts'
import { contentOf, NEW_PASSWORD, SCENARIOS } from './faults/scenarios.ts'

const KILLS = 300
const NAME = 'counter.example'
/** The time limit to take over a killed process's lock, even on a busy machine. */
const SECONDS = 8000

let root = ''

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'lossless-netrc-'))
})

afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

/** Makes a directory for each kill. */
function makeDirectory(name: string): string {
  const directory = join(root, name)
  mkdirSync(directory, { recursive: true })
  return directory
}

/** Updates each file as the next program would, and returns what is wrong. */
async function updateNext(paths: readonly string[], names: readonly string[]): Promise<string[]> {
  const objections: string[] = []
  const next = async (path: string): Promise<void> => {
    const expected = parse(contentOf(path) ?? '')
    expected.set('next.example', { login: 'me' })
    await updateNetrc((netrc) => netrc.set('next.example', { login: 'me' }), { path })
    if (contentOf(path) !== String(expected)) objections.push(`${path}: the next update is lost`)
    const left = readdirSync(join(path, '..'), { recursive: true, encoding: 'utf8' })
    if (left.some((name) => !names.includes(name)))
      objections.push(`${path}: never removed: ${left}`)
  }
  await Promise.all(paths.map(next))
  return objections
}

describe('a process that is killed', () => {
  let program = ''

  beforeAll(async () => {
    program = await bundle('counter', root)
  })

  test(`at a random moment, ${KILLS} times, leaves every update that it reported as done`, async () => {
    const objections: string[] = []
    const paths: string[] = []
    let updates = 0
    let locksLeft = 0
    const kills = Array.from({ length: KILLS }, (_, index) => index)
    await workThrough(kills, async (kill) => {
      const path = join(makeDirectory(`random-${kill}`), '.netrc')
      writeFileSync(path, textWith(0), { mode: 0o600 })
      const counter = new Counter(program, { path, name: NAME })
      // Long enough for some updates, even on a busy machine.
      await counter.killAfter(Math.random() * 120)
      const { acknowledged } = counter
      const content = readFileSync(path, 'utf8')
      const isWhole = [acknowledged, acknowledged + 1].map(textWith).includes(content)
      if (!isWhole) objections.push(`${acknowledged} done, but ${countIn(content, NAME)} on disk`)
      updates += acknowledged
      if (existsSync(`${path}.lossless-netrc`)) locksLeft++
      paths.push(path)
    })
    expect(objections).toEqual([])
    expect(updates).toBeGreaterThan(KILLS)
    expect(locksLeft).toBeGreaterThan(KILLS / 10)
    expect(await updateNext(paths, ['.netrc'])).toEqual([])
    console.info(`${KILLS} kills, ${updates} updates acknowledged, ${locksLeft} locks left`)
  }, 120_000)

  test('delays others that use the same file by seconds, and loses none of their updates', async () => {
    const path = join(makeDirectory('together'), '.netrc')
    writeFileSync(path, textWith(0), { mode: 0o600 })
    let lastDone = performance.now()
    let longest = 0
    let goOn = (): void => {}
    const done = (): void => {
      goOn()
      longest = Math.max(longest, performance.now() - lastDone)
      lastDone = performance.now()
    }
    const start = (name: string, from: number): Counter =>
      new Counter(program, { path, name, start: from }, done)
    const counters = ['one.example', 'two.example', 'three.example'].map((name) => start(name, 0))
    for (let kill = 0; kill < 8; kill++) {
      const victim = counters.shift()
      if (victim === undefined) throw new Error('no counter left')
      await victim.killAfter(Math.random() * 100)
      const there = countIn(readFileSync(path, 'utf8'), victim.name)
      expect([victim.acknowledged, victim.acknowledged + 1]).toContain(there)
      await new Promise<void>((resolve) => {
        goOn = resolve
      })
      counters.push(start(victim.name, there))
    }
    for (const counter of counters) await counter.killAfter(200)
    const text = readFileSync(path, 'utf8')
    for (const { name, acknowledged } of counters) {
      expect([acknowledged, acknowledged + 1]).toContain(countIn(text, name))
    }
    const before = performance.now()
    expect(await updateNext([path], ['.netrc'])).toEqual([])
    longest = Math.max(longest, performance.now() - before)
    expect(longest).toBeLessThan(SECONDS)
    console.info(
      `11 kills among writers of one file: the longest delay was ${Math.round(longest)} ms`,
    )
  }, 120_000)
})

describeWithCompiler('a process that is killed at a system call', () => {
  let program = ''
  let library = ''

  beforeAll(async () => {
    program = await bundle('updater', root)
    library = buildInjector(root)
  })

  test.for(SCENARIOS)(
    'leaves $title complete, old or new, at each call',
    { timeout: 60_000 },
    async (scenario, context) => {
      if (scenario.needsRoot && process.getuid?.() !== 0) context.skip('not root')
      const update = async (name: string, faults?: string) => {
        const directory = makeDirectory(`${scenario.title}-${name}`)
        const path = scenario.lay(directory)
        const updater = new Updater(program, library, directory)
        const form = name.length % 2 === 0 ? 'sync' : 'async'
        const attempt = await updater.attempt({ form, path, password: NEW_PASSWORD }, faults)
        updater.end()
        return { path, ...attempt }
      }
      const { report, calls } = await update('whole')
      expect(report).toEqual({ kind: 'resolved' })
      const kills = calls.slice(0, scenario.callsUntilLock).map((_, index) => index + 1)
      const objections: string[] = []
      const paths: string[] = []
      await workThrough(kills, async (at) => {
        const killed = await update(String(at), `${at}-${at}:kill`)
        const expected = killed.renamedAfter === undefined ? scenario.old : scenario.new
        const title = `${at} (${killed.calls.at(-1)?.name}): `
        if (killed.report !== undefined) objections.push(`${title}it lives`)
        if (contentOf(killed.path) !== expected) objections.push(`${title}the file is truncated`)
        paths.push(killed.path)
      })
      expect(objections).toEqual([])
      expect(await updateNext(paths, scenario.names)).toEqual([])
      console.info(`${scenario.title}: killed at each of ${kills.length} calls`)
    },
  )
})
