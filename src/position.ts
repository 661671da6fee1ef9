import type { Position, Range } from './api.ts'

/** Makes a function that returns the range of a part of a text. The parts must be asked for in ascending order. */
export function locator(text: string): (offset: number, length: number) => Range {
  let line = 1
  let lineStart = 0
  let lineEnd = text.indexOf('\n')
  const locate = (offset: number): Position => {
    while (lineEnd !== -1 && lineEnd < offset) {
      line++
      lineStart = lineEnd + 1
      lineEnd = text.indexOf('\n', lineStart)
    }
    return { offset, line, column: offset - lineStart + 1 }
  }
  return (offset, length) => ({ start: locate(offset), end: locate(offset + length) })
}

/** Makes a function that returns the position of an offset in a text. */
export function positionsIn(text: string): (offset: number) => Position {
  const lineStarts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)]
  return (offset) => {
    let [line, end] = [0, lineStarts.length]
    // The last line that starts at or before the offset is among the lines from `line` up to `end`.
    while (end - line > 1) {
      const middle = (line + end) >> 1
      if ((lineStarts[middle] ?? 0) <= offset) line = middle
      else end = middle
    }
    return { offset, line: line + 1, column: offset - (lineStarts[line] ?? 0) + 1 }
  }
}
