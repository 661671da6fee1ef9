/** Returns the lines that two texts differ in, in the form of a diff block: `-`, `+`, or a blank for what they share. */
export function diffLines(before: readonly string[], after: readonly string[]): string[] {
  const common = commonLengths(before, after)
  const commonAt = (left: number, right: number) => common[left]?.[right] ?? 0
  const lines: string[] = []
  let [left, right] = [0, 0]
  while (left < before.length || right < after.length) {
    const [old, current] = [before[left], after[right]]
    if (old !== undefined && old === current) {
      lines.push(unchanged(old))
      left++
      right++
    } else if (old !== undefined && commonAt(left + 1, right) >= commonAt(left, right + 1)) {
      lines.push(marked('-', old))
      left++
    } else {
      lines.push(marked('+', current ?? ''))
      right++
    }
  }
  return lines
}

/** At `[left][right]`: how many lines the rests of both texts have in common, in order. */
function commonLengths(before: readonly string[], after: readonly string[]): readonly number[][] {
  const rows: number[][] = [[]]
  for (const line of before.toReversed()) {
    const row: number[] = []
    const below = rows[0] ?? []
    for (let at = after.length - 1; at >= 0; at--) {
      const isCommon = line === after[at]
      row[at] = isCommon ? (below[at + 1] ?? 0) + 1 : Math.max(below[at] ?? 0, row[at + 1] ?? 0)
    }
    rows.unshift(row)
  }
  return rows
}

/** Marks a line that two texts share. */
export function unchanged(line: string): string {
  return marked(' ', line)
}

function marked(mark: ' ' | '-' | '+', line: string): string {
  return `${mark} ${line}`.trimEnd()
}

/** What is shown for a character that cannot be seen. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['\t', '→'],
  ['\r', '␍'],
  ['\x7f', '␡'],
  ['\ufeff', '[byte order mark]'],
])
const BLANKS_AT_THE_ENDS = /^ +| +$/g
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu

/** Splits a text into lines, and makes visible what cannot be seen; so is the line break that the last line lacks. */
export function visibleLines(text: string): string[] {
  const lines = text.split('\n').map(visible)
  const last = lines.pop()
  return last ? [...lines, `${last}[no line break]`] : lines
}

/** Makes a text on one line visible: blanks at an end, tabs, other characters without a shape and stray bytes. */
export function visible(text: string): string {
  return text
    .replace(BLANKS_AT_THE_ENDS, (blanks) => '·'.repeat(blanks.length))
    .replace(UNSEEN, (char) => SIGNS.get(char) ?? signOf(char.codePointAt(0) ?? 0))
}

function signOf(code: number): string {
  const hexadecimal = (value: number, digits: number) =>
    value.toString(16).toUpperCase().padStart(digits, '0')
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  // A byte that is not UTF-8, as the library carries it.
  if (code >= 0xdc80 && code <= 0xdcff) return `[byte ${hexadecimal(code - 0xdc00, 2)}]`
  return `[U+${hexadecimal(code, 4)}]`
}
