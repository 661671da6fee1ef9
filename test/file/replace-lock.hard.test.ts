import { describe, expect, test } from 'vitest'
import { holdLock, isAlone, read, replaceLater, to } from './replacement.ts'
import { newFile } from './scratch.ts'

// With the real clock, without `hurry`.
describe('a lock whose holder is dead', () => {
  test('is broken after four seconds', async () => {
    const path = newFile('old')
    holdLock(path)
    const start = performance.now()
    expect(await replaceLater(path, to('new'))).toBe('changed')
    const seconds = (performance.now() - start) / 1000
    expect(seconds).toBeGreaterThan(3.9)
    expect(seconds).toBeLessThan(8)
    expect(read(path)).toBe('new')
    expect(isAlone(path)).toBe(true)
  })
})
