/** The result of one save: a word or two, and the file. */
export interface Finding {
  readonly verdict: string
  readonly before: string
  readonly after: string
}

/** A file before a save, after an undisturbed save, and as it was found. */
export interface Contents {
  readonly old: string
  readonly new: string
  readonly found: string | undefined
}

/** The content of a file; the last three are losses. */
type State = 'old' | 'new' | 'gone' | 'empty' | 'truncated'
const LOST: readonly State[] = ['gone', 'empty', 'truncated']

function stateOf(contents: Contents): State {
  const { found } = contents
  if (found === undefined) return 'gone'
  if (found === contents.old) return 'old'
  if (found === contents.new) return 'new'
  return found === '' ? 'empty' : 'truncated'
}

/** Judges the files that a process left when it was killed at each of its calls. */
export function crashVerdict(files: readonly Contents[]): string {
  const states = files.map(stateOf)
  const losses = LOST.filter((state) => states.includes(state))
  return losses.length === 0 ? 'old or new' : losses.join(' or ')
}

/** Judges a save that may have failed, by its answer and the file it left. */
export function failureVerdict(contents: Contents, answer: string): string {
  const state = stateOf(contents)
  if (answer === 'saved') return state === 'new' ? 'saved' : `${state}, without an error`
  return state === 'old' ? 'refused' : `${state}, with an error`
}

/** Judges two saves of different machines, by which of the changes the file has. */
export function togetherVerdict(there: readonly boolean[]): string {
  if (there.every(Boolean)) return 'both kept'
  return there.some(Boolean) ? 'one lost' : 'both lost'
}

/** Judges the mode of a file after a save. */
export function modeVerdict(mode: number | undefined, answer: string): string {
  if (mode === undefined || answer !== 'saved') return 'refused'
  return (mode & 0o777).toString(8).padStart(4, '0')
}

/** Judges a save through a link, by whether it is still a link and the other name has the new text. */
export function linkVerdict(isLink: boolean, isChanged: boolean): string {
  if (!isLink) return 'replaced'
  return isChanged ? 'kept' : 'not followed'
}

const HARMLESS = ['old or new', 'saved', 'refused', 'both kept', 'kept']

/** Returns whether a verdict is a loss for the user, or lets others read the secrets. */
export function isLoss(verdict: string): boolean {
  return !HARMLESS.includes(verdict) && !/^0\d00$/.test(verdict)
}
