import type { ContenderName, Task } from './rows.ts'

/** Does one task with a text and the name of a machine; what it returns says what was read. */
export type Run = (text: string, name: string) => string | number

/** What one library does for each task, in memory: none of them reads or writes a file here. */
export interface Contender {
  readonly name: ContenderName
  /** Parses, and returns what keeps the memory. */
  readonly hold: (text: string) => unknown
  /** Undefined where the library has no way to do it. */
  readonly tasks: Readonly<Record<Task, Run | undefined>>
}

export const newPassword = 's3cret-of-today'

/** A text that was put together is a rope until something reads it: whoever writes it pays for that. */
export function flat(text: string): string {
  return text.charCodeAt(text.length - 1) === 0 ? '' : text
}
