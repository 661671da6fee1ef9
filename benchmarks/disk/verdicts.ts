/** What came of one save: a word or two, and the file. */
export interface Finding {
  readonly verdict: string
  readonly before: string
  readonly after: string
}

/** A file before a save, after one that nothing disturbed, and as it was found. */
export interface Contents {
  readonly old: string
  readonly new: string
  readonly found: string | undefined
}

/** What a file holds; the last three are losses. */
type State = 'old' | 'new' | 'gone' | 'empty' | 'truncated'
const LOST: readonly State[] = ['gone', 'empty', 'truncated']

function stateOf(contents: Contents): State {
  const { found } = contents
  if (found === undefined) return 'gone'
  if (found === contents.old) return 'old'
  if (found === contents.new) return 'new'
  return found === '' ? 'empty' : 'truncated'
}

/** Judges the files that a process left that was killed at each of its calls. */
export function crashVerdict(files: readonly Contents[]): string {
  const states = files.map(stateOf)
  const losses = LOST.filter((state) => states.includes(state))
  return losses.length === 0 ? 'old or new' : losses.join(' or ')
}

/** Judges a save that may have failed, by its answer and what it left. */
export function failureVerdict(contents: Contents, answer: string): string {
  const state = stateOf(contents)
  if (answer === 'saved') return state === 'new' ? 'saved' : `${state}, without an error`
  return state === 'old' ? 'refused' : `${state}, with an error`
}

/** Judges two saves of different machines, by which of the changes are there. */
export function togetherVerdict(there: readonly boolean[]): string {
  if (there.every(Boolean)) return 'both kept'
  return there.some(Boolean) ? 'one lost' : 'both lost'
}

/** Judges the mode of a file after a save. */
export function modeVerdict(mode: number | undefined, answer: string): string {
  if (mode === undefined || answer !== 'saved') return 'refused'
  return (mode & 0o777).toString(8).padStart(4, '0')
}

/** Judges a link, by whether it is still one and the other name has the new text. */
export function linkVerdict(isLink: boolean, isChanged: boolean): string {
  if (!isLink) return 'replaced'
  return isChanged ? 'kept' : 'not followed'
}

const HARMLESS = ['old or new', 'saved', 'refused', 'both kept', 'kept']

/** Returns whether a user would call a verdict a loss, or others may read the secrets. */
export function isLoss(verdict: string): boolean {
  return !HARMLESS.includes(verdict) && !/^0\d00$/.test(verdict)
}
