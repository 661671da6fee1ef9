// The files that are saved.

/** The password before. */
export const OLD_PASSWORD = 's3cret-old'
/** The password afterwards: as long, so that it needs no more room. */
export const NEW_PASSWORD = 's3cret-new'
/** One that is longer than a machine. */
export const LONG_PASSWORD: string = `s3cret-${'long'.repeat(20)}`
/** The machine whose password is changed, and its neighbour. */
export const FIRST = 'a.example'
export const SECOND = 'b.example'

/** A block of the disk. */
const BLOCK = 4096

// By tabs, so that a package with a layout of its own makes the file no shorter; and each field on a line of its own,
// since not every package reads others.
const machine = (name: string): string =>
  `machine ${name}\n\tlogin me\n\tpassword ${OLD_PASSWORD}\n`

export const TWO_MACHINES: string = machine(FIRST) + machine(SECOND)

/** A file that all but fills a block: with the long password it needs another one. */
export const textOfOneBlock = (): string => machinesUpTo(BLOCK)
/** A file of half a block: it has room for a layout of another package’s. */
export const textOfHalfABlock = (): string => machinesUpTo(BLOCK / 2)

function machinesUpTo(size: number): string {
  let text = machine(FIRST)
  for (let index = 10; ; index++) {
    const next = machine(`host-${index}.example`)
    if (text.length + next.length > size) return text
    text += next
  }
}

/** Shows a text in few lines. */
export function shown(text: string | undefined): string {
  if (text === undefined) return '(no file)'
  if (text === '') return '(an empty file)'
  const lines = text.trimEnd().split('\n')
  if (lines.length < 10) return lines.join('\n')
  const count = lines.filter((line) => line.startsWith('machine ')).length
  return [`(${text.length} bytes, ${count} machines; the end:)`, ...lines.slice(-3)].join('\n')
}
