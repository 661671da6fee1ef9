import { parse } from '../../src/core.ts'
import { OURS } from '../peers/peers.ts'
import { SAVERS, type Saver } from './savers.ts'
import { FIRST, NEW_PASSWORD, OLD_PASSWORD, SECOND, shown, TWO_MACHINES } from './texts.ts'
import { type Contents, crashVerdict, type Finding, stateOf, togetherVerdict } from './verdicts.ts'
import { netrcOf, type Outcome, type Workplace } from './workplace.ts'

// Processes that are killed or stopped while they save.

/** What became of two processes of this library that updated one file at the same time. */
export interface Race {
  readonly updates: number
  readonly there: number
}

/** How many updates each of two processes makes in the race. */
const UPDATES = 25

/** Save once undisturbed: the calls, and the file. */
async function saveOnce(
  saver: Saver,
  workplace: Workplace,
  faults = '',
): Promise<Outcome & { readonly text: string | undefined }> {
  const home = workplace.makeHome(TWO_MACHINES)
  const job = { saver, home, hosts: [FIRST], password: NEW_PASSWORD, faults }
  const outcome = await workplace.start(job).outcome
  return { ...outcome, text: netrcOf(home) }
}

/** Kill a process at each call of a load and a save in turn, before the call is made. */
export async function saveWhileKilled(saver: Saver, workplace: Workplace): Promise<Finding> {
  const { calls, text = '' } = await saveOnce(saver, workplace)
  const files: Contents[] = []
  for (const [index] of calls.entries()) {
    const at = index + 1
    const killed = await saveOnce(saver, workplace, `${at}-${at}:kill`)
    if (killed.answer !== 'killed') throw new Error(`${saver.name} outlived call ${at}`)
    files.push({ old: TWO_MACHINES, new: text, found: killed.text })
  }
  const worst = files.find((file) => !['old', 'new'].includes(stateOf(file))) ?? files.at(-1)
  return {
    verdict: crashVerdict(files),
    before: shown(TWO_MACHINES),
    after: shown(worst?.found),
  }
}

/** Two savers of different machines: the first is stopped when it has read the file, and goes on after the second. */
export async function saveWhileStopped(saver: Saver, workplace: Workplace): Promise<Finding> {
  const { calls } = await saveOnce(saver, workplace)
  const at = callAfterReading(calls)
  const home = workplace.makeHome(TWO_MACHINES)
  const job = { saver, home, password: NEW_PASSWORD }
  const first = workplace.start({ ...job, hosts: [FIRST], faults: `${at}-${at}:stop` })
  await first.stopped()
  await workplace.start({ ...job, hosts: [SECOND] }).outcome
  first.resume()
  await first.outcome
  const text = netrcOf(home) ?? ''
  const there = [FIRST, SECOND].map((name) => parse(text).get(name)?.password === NEW_PASSWORD)
  return { verdict: togetherVerdict(there), before: shown(TWO_MACHINES), after: shown(text) }
}

/** The number of the call that follows the first reading of the file. */
function callAfterReading(calls: readonly string[]): number {
  const opened = calls.findIndex((call) => call.startsWith('open ') && call.endsWith('/.netrc'))
  const closed = calls.findIndex((call, index) => index > opened && call.startsWith('close '))
  if (opened === -1 || closed === -1) throw new Error('the file was not read')
  return closed + 2
}

/** Let two processes of this library add machines to one file, with nothing to hold them apart. */
export async function race(workplace: Workplace): Promise<Race> {
  const saver = SAVERS.find(({ name }) => name === OURS)
  if (saver === undefined) throw new Error('this library is a saver')
  const home = workplace.makeHome(TWO_MACHINES)
  const jobs = ['one', 'two'].map((name) => ({
    saver,
    home,
    hosts: Array.from({ length: UPDATES }, (_, index) => `${name}-${index}.example`),
    password: NEW_PASSWORD,
  }))
  await Promise.all(jobs.map((job) => workplace.start(job).outcome))
  const hosts = jobs.flatMap((job) => job.hosts)
  const netrc = parse(netrcOf(home) ?? '')
  const isWhole = netrc.get(FIRST)?.password === OLD_PASSWORD && netrc.has(SECOND)
  const there = hosts.filter((host) => netrc.get(host)?.password === NEW_PASSWORD)
  return { updates: hosts.length, there: isWhole ? there.length : 0 }
}
