import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Saver } from './savers.ts'
import { FIRST, NEW_PASSWORD, shown, TWO_MACHINES } from './texts.ts'
import { type Finding, failureVerdict, linkVerdict, modeVerdict } from './verdicts.ts'
import { give, netrcOf, type Workplace } from './workplace.ts'

// Saves of a file that is behind a link, open to others, or closed.

/** Save where ~/.netrc is a symbolic link to a file in a folder. */
export function saveBehindLink(saver: Saver, workplace: Workplace): Promise<Finding> {
  return saveLinked(saver, workplace, 'symbolic')
}

/** Save where ~/.netrc has another name in a folder. */
export function saveBehindHardLink(saver: Saver, workplace: Workplace): Promise<Finding> {
  return saveLinked(saver, workplace, 'hard')
}

async function saveLinked(
  saver: Saver,
  workplace: Workplace,
  kind: 'symbolic' | 'hard',
): Promise<Finding> {
  const home = workplace.makeHome(TWO_MACHINES)
  const folder = join(home, 'dotfiles')
  const other = join(folder, 'netrc')
  const path = join(home, '.netrc')
  mkdirSync(folder)
  give(folder, 0o755)
  if (kind === 'hard') linkSync(path, other)
  else {
    renameSync(path, other)
    symlinkSync('dotfiles/netrc', path)
  }
  const before = describeLink(path, other)
  await save(saver, workplace, home)
  const after = describeLink(path, other)
  const isChanged = readFileSync(other, 'utf8').includes(NEW_PASSWORD)
  return { verdict: linkVerdict(after === before, isChanged), before, after }
}

function describeLink(path: string, other: string): string {
  if (lstatSync(path).isSymbolicLink()) return '~/.netrc is a link to dotfiles/netrc'
  const isSame = statSync(path).ino === statSync(other).ino
  return `~/.netrc and dotfiles/netrc are ${isSame ? 'one file' : 'two files'}`
}

/** Save a file that everyone may read, or make a new one; both under the umask 022. */
export async function saveWithMode(
  saver: Saver,
  workplace: Workplace,
  text?: string,
): Promise<Finding> {
  const home = workplace.makeHome(text, 0o644)
  const path = join(home, '.netrc')
  const answer = await save(saver, workplace, home)
  const mode = existsSync(path) ? statSync(path).mode : undefined
  const verdict = modeVerdict(mode, answer)
  return { verdict, before: text === undefined ? 'no file' : 'mode 0644', after: `mode ${verdict}` }
}

/** Save where the directory or the file is closed against writing. */
export async function saveReadOnly(
  saver: Saver,
  workplace: Workplace,
  modes: { readonly directory: number; readonly file: number },
): Promise<Finding> {
  const saved = workplace.makeHome(TWO_MACHINES)
  await save(saver, workplace, saved)
  const home = workplace.makeHome(TWO_MACHINES, modes.file)
  chmodSync(home, modes.directory)
  const answer = await save(saver, workplace, home)
  const found = netrcOf(home)
  const contents = { old: TWO_MACHINES, new: netrcOf(saved) ?? '', found }
  return {
    verdict: failureVerdict(contents, answer),
    before: shown(TWO_MACHINES),
    after: shown(found),
  }
}

/** Change one password in a home directory; the answer. */
async function save(saver: Saver, workplace: Workplace, home: string): Promise<string> {
  const job = { saver, home, hosts: [FIRST], password: NEW_PASSWORD }
  return (await workplace.start(job).outcome).answer
}
