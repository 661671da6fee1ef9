// What the system says about a failure.

/** Returns the system's code for an error, such as `ENOENT`; `undefined` if it has none. */
export function codeOf(error: unknown): string | undefined {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error
  return hasCode && typeof error.code === 'string' ? error.code : undefined
}

/**
 * Gives an error of the system the path of the file. The system sets none for a call on a descriptor, and a useless one
 * for a temporary file, inside `temporary`.
 */
export function withPath(error: unknown, path: string, temporary?: string): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error
  const known = 'path' in error ? String(error.path) : undefined
  // Stryker disable next-line ConditionalExpression: no path of the system starts with `undefined`
  const isTemporary = temporary !== undefined && known?.startsWith(temporary)
  return known === undefined || isTemporary ? Object.assign(error, { path }) : error
}
