// What the system says of a failure.

/** The system's name for what went wrong. */
export function codeOf(error: unknown): string | undefined {
  const isCoded = typeof error === 'object' && error !== null && 'code' in error
  return isCoded && typeof error.code === 'string' ? error.code : undefined
}

/**
 * The error with the path that it is about. The system gives none where it was asked about a descriptor, and one of no
 * use where the file was a temporary one, inside `temporary`.
 */
export function withPath(error: unknown, path: string, temporary?: string): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error
  const known = 'path' in error ? String(error.path) : undefined
  const isTemporary = temporary !== undefined && known?.startsWith(temporary)
  return known === undefined || isTemporary ? Object.assign(error, { path }) : error
}
