/** The lines that two texts differ in, in the form of a diff block: `-`, `+`, or a blank for what they share. */
export function diffLines(before: readonly string[], after: readonly string[]): string[] {
  const lengths = commonLengths(before, after)
  const lines: string[] = []
  let left = 0
  let right = 0
  while (left < before.length || right < after.length) {
    const old = before[left]
    const current = after[right]
    if (old !== undefined && old === current) {
      lines.push(unchanged(old))
      left++
      right++
    } else if (
      old !== undefined &&
      lengthAt(lengths, left + 1, right) >= lengthAt(lengths, left, right + 1)
    ) {
      lines.push(marked('-', old))
      left++
    } else {
      lines.push(marked('+', current ?? ''))
      right++
    }
  }
  return lines
}

/** A line that two texts share. */
export function unchanged(line: string): string {
  return marked(' ', line)
}

function marked(mark: ' ' | '-' | '+', line: string): string {
  return `${mark} ${line}`.trimEnd()
}

/** What stands for a character that cannot be seen. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['\t', '→'],
  ['\r', '␍'],
  ['\x7f', '␡'],
  ['\ufeff', '[byte order mark]'],
])
const BLANKS_AT_THE_ENDS = /^ +| +$/g
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu
/** Ends a last line that has no line break. */
const NO_LINE_BREAK = '[no line break]'

/** The lines of a text, with what cannot be seen made visible; so is the line break that the last one lacks. */
export function visibleLines(text: string): string[] {
  const lines = text.split('\n').map(visible)
  const last = lines.pop()
  return last ? [...lines, `${last}${NO_LINE_BREAK}`] : lines
}

/** A text on one line: blanks at an end, tabs, other characters without a shape and stray bytes are visible. */
export function visible(text: string): string {
  return text
    .replace(BLANKS_AT_THE_ENDS, (blanks) => '·'.repeat(blanks.length))
    .replace(UNSEEN, (char) => SIGNS.get(char) ?? signOf(char.codePointAt(0) ?? 0))
}

function signOf(code: number): string {
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  // A byte that is not UTF-8, as the library carries it.
  if (code >= 0xdc80 && code <= 0xdcff) return `[byte ${hexadecimal(code - 0xdc00, 2)}]`
  return `[U+${hexadecimal(code, 4)}]`
}

function hexadecimal(code: number, digits: number): string {
  return code.toString(16).toUpperCase().padStart(digits, '0')
}

/** At `[left][right]`: how many lines the rests of both texts have in common, in order. */
function commonLengths(before: readonly string[], after: readonly string[]): number[][] {
  const lengths: number[][] = Array.from({ length: before.length + 1 }, () => [])
  for (let left = before.length - 1; left >= 0; left--) {
    for (let right = after.length - 1; right >= 0; right--) {
      const best =
        before[left] === after[right]
          ? lengthAt(lengths, left + 1, right + 1) + 1
          : Math.max(lengthAt(lengths, left + 1, right), lengthAt(lengths, left, right + 1))
      const row = lengths[left]
      if (row) row[right] = best
    }
  }
  return lengths
}

function lengthAt(lengths: readonly (readonly number[])[], left: number, right: number): number {
  return lengths[left]?.[right] ?? 0
}
