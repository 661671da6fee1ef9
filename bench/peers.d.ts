declare module 'netrc' {
  type Machines = Record<string, Record<string, string>>
  export function parse(content: string): Machines
  export function format(machines: Machines): string
}

declare module 'netrc-parser' {
  export type Machines = Record<string, Record<string, string>>
  export function parse(body: string): Machines
  export class Netrc {
    constructor(file: string)
    machines: Machines
    readonly output: string
    loadSync(): void
    saveSync(): void
  }
}

declare module 'proper-lockfile' {
  /** Returns what releases the lock. */
  export function lockSync(file: string): () => void
}

declare module 'write-file-atomic' {
  export function sync(path: string, content: string, options: { readonly mode: number }): void
}
