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
