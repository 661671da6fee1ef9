declare module 'esbuild' {
  interface Build {
    readonly outputFiles: readonly { readonly contents: Uint8Array }[]
    readonly metafile: { readonly inputs: Readonly<Record<string, unknown>> }
  }
  export function build(options: Readonly<Record<string, unknown>>): Promise<Build>
}

declare module 'proper-lockfile' {
  /** Returns what releases the lock. */
  export function lockSync(file: string): () => void
}

declare module 'vega' {
  export function parse(specification: unknown): unknown
  export class View {
    constructor(runtime: unknown, options: { readonly renderer: 'none' })
    toSVG(): Promise<string>
  }
  /** Counts the names of gradients and clips from zero again. */
  export function resetSVGDefIds(): void
  export const textMetrics: { canvas(use: boolean): void }
}

declare module 'vega-lite' {
  export function compile(specification: unknown): { readonly spec: unknown }
}

declare module 'write-file-atomic' {
  export function sync(path: string, content: string, options: { readonly mode: number }): void
}
