// The file that many processes change at once, and the entries that they add.

/** The number of entries in the file at the start. */
export const OLD_ENTRIES = 50

/** A file of many entries, each with its own comments. */
export const OLD_TEXT: string = Array.from(
  { length: OLD_ENTRIES },
  (_, index) => `# entry ${index}, kept by hand
machine old-${index}.example # ${index}
  login old
  password s3cret-${index}
`,
).join('\n')

/** The names of the old entries. */
export const OLD_NAMES: readonly string[] = Array.from(
  { length: OLD_ENTRIES },
  (_, index) => `old-${index}.example`,
)

/** The comments of the old entries, in order. */
export const OLD_COMMENTS: readonly string[] = commentsOf(OLD_TEXT)

/** Returns every comment of a text that these tests made, in order. */
export function commentsOf(text: string): string[] {
  return text.match(/#.*/g) ?? []
}

/** Returns the names that one updater adds. */
export function namesOf(updater: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${updater}-${index}.example`)
}

/** Returns the password that belongs to a machine. */
export function passwordOf(name: string): string {
  return `s3cret-${name}`
}
