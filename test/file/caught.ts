import { NetrcError } from '../../src/errors.ts'

/** Returns what a call throws, or what a promise rejects with. */
export async function errorOf(call: () => unknown): Promise<Error> {
  try {
    await call()
  } catch (error) {
    if (error instanceof Error) return error
    throw error
  }
  throw new Error('expected an error')
}

/** Returns the `NetrcError` that a call throws, or that a promise rejects with. */
export async function netrcErrorOf(call: () => unknown): Promise<NetrcError> {
  const error = await errorOf(call)
  if (error instanceof NetrcError) return error
  throw error
}
