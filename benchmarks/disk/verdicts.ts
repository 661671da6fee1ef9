// What is said of a file after a save.

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

/** What a file holds. */
export function stateOf({
  old,
  new: saved,
  found,
}: Contents): 'old' | 'new' | 'gone' | 'empty' | 'cut' {
  if (found === undefined) return 'gone'
  if (found === old) return 'old'
  if (found === saved) return 'new'
  return found === '' ? 'empty' : 'cut'
}

/** The verdict on the files that a process left which was killed at each of its calls. */
export function crashVerdict(files: readonly Contents[]): string {
  const states = new Set(files.map(stateOf))
  const losses = (['gone', 'empty', 'cut'] as const).filter((state) => states.has(state))
  return losses.length === 0 ? 'old or new' : losses.join(' or ')
}

/** The verdict on a save that may have failed, and what it left. */
export function failureVerdict(contents: Contents, answer: string): string {
  const state = stateOf(contents)
  if (answer === 'saved') return state === 'new' ? 'saved' : `${state}, says nothing`
  return state === 'old' ? 'refused' : `${state}, says so`
}

/** The verdict on two saves of different machines, by the changes that are there. */
export function togetherVerdict(there: readonly boolean[]): string {
  if (there.every(Boolean)) return 'both kept'
  return there.some(Boolean) ? 'one lost' : 'both lost'
}

/** The verdict on the mode of a file after a save. */
export function modeVerdict(mode: number | undefined, answer: string): string {
  if (mode === undefined || answer !== 'saved') return 'refused'
  return (mode & 0o777).toString(8).padStart(4, '0')
}

/** The verdict on a link, by what it is now and whether the other name has the new text. */
export function linkVerdict(isLink: boolean, isChanged: boolean): string {
  if (!isLink) return 'replaced'
  return isChanged ? 'kept' : 'not followed'
}

const HARMLESS = ['old or new', 'saved', 'refused', 'both kept', 'kept']

/** True for a verdict that a user would call a loss, or a secret that others may read. */
export function isLoss(verdict: string): boolean {
  return !HARMLESS.includes(verdict) && !/^0\d00$/.test(verdict)
}
