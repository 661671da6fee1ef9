import { diffArrays } from 'diff'

/** Returns the lines of two texts as a diff block: `-`, `+`, or a blank if both have the line. */
export function diffLines(before: readonly string[], after: readonly string[]): string[] {
  return diffArrays([...before], [...after]).flatMap(({ added, removed, value: lines }) => {
    const change = added ? '+' : '-'
    const mark = added || removed ? change : ' '
    return lines.map((line) => `${mark} ${line}`.trimEnd())
  })
}

/** How characters that cannot be seen are shown. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['\t', '→'],
  ['\r', '␍'],
  ['\x7f', '␡'],
  ['\ufeff', '[byte order mark]'],
])
const BLANKS_AT_THE_ENDS = /^ +| +$/g
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu

/** Splits a text into lines, and makes invisible characters and a missing last line break visible. */
export function visibleLines(text: string): string[] {
  const lines = text.split('\n').map(visible)
  const last = lines.pop()
  return last ? [...lines, `${last}[no line break]`] : lines
}

/** Makes the invisible parts of a line visible: blanks at either end, tabs, control characters, stray bytes. */
export function visible(text: string): string {
  return text
    .replace(BLANKS_AT_THE_ENDS, (blanks) => '·'.repeat(blanks.length))
    .replace(UNSEEN, (char) => SIGNS.get(char) ?? signOf(char.codePointAt(0) ?? 0))
}

function signOf(code: number): string {
  const hexadecimal = (value: number, digits: number) =>
    value.toString(16).toUpperCase().padStart(digits, '0')
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  // A byte that is not UTF-8, as the library represents it.
  if (code >= 0xdc80 && code <= 0xdcff) return `[byte ${hexadecimal(code - 0xdc00, 2)}]`
  return `[U+${hexadecimal(code, 4)}]`
}
