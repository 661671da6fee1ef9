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

declare module 'write-file-atomic' {
  export function sync(path: string, content: string, options: { readonly mode: number }): void
}
