import type { Layout } from './rows.ts'

/** Joins `count` pieces to one flat string: a rope would be flattened in the first run that reads it. */
export function repeat(count: number, piece: string | ((index: number) => string)): string {
  const write = typeof piece === 'string' ? () => piece : piece
  return Array.from({ length: count }, (_, index) => write(index)).join('')
}

export function hostName(index: number): string {
  return `host-${index}.team-${index % 13}.example`
}

export function secret(index: number): string {
  return `s3cret-${String(index).padStart(33, '0')}`
}

// No `default`, no `#` in a value and no `machine` in a comment: the peers misread them.
function entry(index: number, layout: Layout): string {
  const gap = layout === 'one line' ? ' ' : '\n  '
  const words = [
    `machine ${hostName(index)}`,
    `login user-${index}@mail.example`,
    `password ${secret(index)}`,
  ]
  if (layout === 'plain') return `${words.join(gap)}\n`
  if (index % 10 === 4) words.push(`account billing-${index}`)
  const above = index % 8 === 0 ? `# team ${index % 13}, ask before changing\n` : ''
  const after = index % 16 === 3 ? '  # rotated every spring' : ''
  const below = index % 4 === 3 ? '\n' : ''
  return `${above}${words.join(gap)}${after}\n${below}`
}

/**
 * Writes a file as people have it: comments above and after entries, empty lines, an account here and there. The plain
 * one has machines, logins and passwords on lines of their own and nothing else, so that every contender reads it.
 */
export function netrcText(entries: number, layout: Layout = 'several lines'): string {
  return repeat(entries, (index) => entry(index, layout))
}
