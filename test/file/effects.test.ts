import { describe, expect, test, vi } from 'vitest'
import { gpg, pause, run, runSync, sleepSync, type Task } from '../../src/file/effects.ts'

/** Both ways to run a procedure. */
const WAYS = [
  { name: 'run', drive: run },
  {
    name: 'runSync',
    drive: async <T>(procedure: Task<T>): Promise<T> => runSync(procedure),
  },
]

/** Calls an action without a PATH, so that neither form finds gpg. */
async function withoutGpg<T>(action: () => Promise<T>): Promise<T> {
  vi.stubEnv('PATH', '/nowhere')
  try {
    return await action()
  } finally {
    vi.unstubAllEnvs()
  }
}

const job = { kind: 'decrypt', input: new Uint8Array([1]), path: '/x.gpg' } as const

describe.each(WAYS)('$name', ({ drive }) => {
  test('returns what the procedure returns', async () => {
    function* procedure(): Task<string> {
      yield* pause(0)
      yield* pause(0)
      return 'done'
    }
    expect(await drive(procedure())).toBe('done')
  })

  test('waits as long as the procedure requests', async () => {
    const start = performance.now()
    await drive(pause(50))
    expect(performance.now() - start).toBeGreaterThan(45)
  })

  test('throws what the procedure throws, before and after a wait', async () => {
    function* failing(waits: number): Task<never> {
      for (let count = 0; count < waits; count++) yield* pause(0)
      throw new Error(`after ${waits}`)
    }
    await expect(drive(failing(0))).rejects.toThrow('after 0')
    await expect(drive(failing(2))).rejects.toThrow('after 2')
  })

  test('throws the error of a wait into the procedure, which can continue', async () => {
    function* procedure(): Task<string> {
      try {
        yield* gpg(job)
        return 'no error'
      } catch (error) {
        yield* pause(0)
        return String(error)
      }
    }
    const result = await withoutGpg(() => drive(procedure()))
    expect(result).toMatch(/^NetrcError: gpg failed: .* not in PATH$/)
  })

  test('throws the error of a wait that the procedure does not catch, after its finally', async () => {
    const steps: string[] = []
    function* procedure(): Task<void> {
      try {
        yield* gpg(job)
      } finally {
        steps.push('finally')
      }
    }
    await expect(withoutGpg(() => drive(procedure()))).rejects.toThrow('gpg failed')
    expect(steps).toEqual(['finally'])
  })
})

test('run begins at once, and lets other work run while it waits', async () => {
  const steps: string[] = []
  function* procedure(): Task<void> {
    steps.push('begins')
    yield* pause(20)
    steps.push('ends')
  }
  const running = run(procedure())
  steps.push('other work')
  await running
  expect(steps).toEqual(['begins', 'other work', 'ends'])
})

test('runSync lets nothing else run while it waits', () => {
  const other = vi.fn()
  const timer = setImmediate(other)
  runSync(pause(20))
  expect(other).not.toHaveBeenCalled()
  clearImmediate(timer)
})

test('a missing answer counts as no bytes', () => {
  const procedure = gpg(job)
  expect(procedure.next()).toEqual({ done: false, value: { gpg: job } })
  expect(procedure.next(undefined)).toEqual({ done: true, value: new Uint8Array() })
})

test('sleepSync blocks for the given time', () => {
  const start = performance.now()
  sleepSync(30)
  expect(performance.now() - start).toBeGreaterThan(25)
})
