import { expect, test, vi } from 'vitest'
import { heldLocks } from '../../src/file/held-locks.ts'

test('the held locks are the same for every copy of the library in this thread', async () => {
  vi.resetModules()
  const copy = await import('../../src/file/held-locks.ts')
  expect(copy.heldLocks).not.toBe(heldLocks)
  expect(heldLocks()).toBe(heldLocks())
  expect(copy.heldLocks()).toBe(heldLocks())
})
