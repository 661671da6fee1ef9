// The files that are saved.

/** The old password. */
export const OLD_PASSWORD = 's3cret-old'
/** The new password, of the same length, so that the file does not grow. */
export const NEW_PASSWORD = 's3cret-new'
/** A password that is longer than a machine. */
export const LONG_PASSWORD: string = `s3cret-${'long'.repeat(20)}`
/** The machine whose password is changed, and its neighbour. */
export const FIRST = 'a.example'
export const SECOND = 'b.example'

/** The size of a disk block. */
const BLOCK = 4096

// With tabs, so that a package with a layout of its own does not make the file shorter, and with each field on its own
// line, because not every package reads other files.
const machine = (name: string): string =>
  `machine ${name}\n\tlogin me\n\tpassword ${OLD_PASSWORD}\n`

export const TWO_MACHINES: string = machine(FIRST) + machine(SECOND)

/** Returns a file that almost fills a block: the long password makes it need another. */
export const textOfOneBlock = (): string => machinesUpTo(BLOCK)
/** Returns a file of half a block, with room for another package's layout. */
export const textOfHalfABlock = (): string => machinesUpTo(BLOCK / 2)

function machinesUpTo(size: number): string {
  let text = machine(FIRST)
  for (let index = 10; ; index++) {
    const next = machine(`host-${index}.example`)
    if (text.length + next.length > size) return text
    text += next
  }
}

/** Shows a text in a few lines. */
export function shown(text: string | undefined): string {
  if (text === undefined) return '(no file)'
  if (text === '') return '(an empty file)'
  const lines = text.trimEnd().split('\n')
  if (lines.length < 10) return lines.join('\n')
  const count = lines.filter((line) => line.startsWith('machine ')).length
  return [`(${text.length} bytes, ${count} machines; the end:)`, ...lines.slice(-3)].join('\n')
}
