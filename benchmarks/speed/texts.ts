import type { Layout } from './rows.ts'

/** Joins `count` pieces to one flat string: the first run that reads a rope would have to flatten it. */
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

// Without `default`, `#` in a value and `machine` in a comment, which the peers misread.
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
 * Makes a realistic file: comments above and after entries, empty lines, an occasional account. The plain layout has
 * only machines, logins and passwords, each on its own line, so that every contender reads it.
 */
export function netrcText(entries: number, layout: Layout = 'several lines'): string {
  return repeat(entries, (index) => entry(index, layout))
}
