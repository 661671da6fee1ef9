import { NetrcError } from '../../src/errors.ts'

/** What a call throws, or a promise rejects with. */
export async function errorOf(call: () => unknown): Promise<Error> {
  try {
    await call()
  } catch (error) {
    if (error instanceof Error) return error
    throw error
  }
  throw new Error('an error was expected')
}

/** The `NetrcError` that a call throws, or a promise rejects with. */
export async function netrcErrorOf(call: () => unknown): Promise<NetrcError> {
  const error = await errorOf(call)
  if (error instanceof NetrcError) return error
  throw error
}
