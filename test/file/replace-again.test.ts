import { rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { run, sleepSync } from '../../src/file/effects.ts'
import { RETRY, replace } from '../../src/file/replace.ts'
import { resolveTarget } from '../../src/file/resolve-links.ts'
import { Tries } from '../../src/file/tries.ts'
import { netrcErrorOf } from './caught.ts'
import { replaceCall, systemError } from './fault.ts'
import {
  holdLock,
  isAlone,
  lockOf,
  namesBeside,
  read,
  replaceAsAnother,
  replaceLater,
  replaceSync,
  to,
} from './replacement.ts'
import { newFile, newPath } from './scratch.ts'

describe('a program without a lock that changes the file during the edit', () => {
  test('makes the edit run again, on the new content', () => {
    const path = newFile('old')
    const seen: unknown[] = []
    const result = replaceSync(path, (before) => {
      seen.push(before)
      if (seen.length === 1) writeFileSync(path, 'theirs')
      return `${before}, ours`
    })
    expect(result).toBe('changed')
    expect(seen).toEqual(['old', 'theirs'])
    expect(read(path)).toBe('theirs, ours')
    expect(isAlone(path)).toBe(true)
  })

  test('is detected even if the length stays the same', () => {
    const path = newFile('old')
    let runs = 0
    replaceSync(path, (before) => {
      if (++runs === 1) writeFileSync(path, 'new')
      return `${before}, ours`
    })
    expect(read(path)).toBe('new, ours')
  })

  test('is detected if it deletes the file', () => {
    const path = newFile('old')
    const seen: unknown[] = []
    const result = replaceSync(path, (before) => {
      seen.push(before)
      if (seen.length === 1) rmSync(path)
      return 'ours'
    })
    expect(result).toBe('created')
    expect(seen).toEqual(['old', undefined])
    expect(read(path)).toBe('ours')
  })

  test('is detected if it creates the file, even an empty one', () => {
    for (const content of ['theirs', '']) {
      const path = newPath()
      const seen: unknown[] = []
      const result = replaceSync(path, (before) => {
        seen.push(before)
        if (seen.length === 1) writeFileSync(path, content)
        return `${before}, ours`
      })
      expect(result).toBe('changed')
      expect(seen).toEqual([undefined, content])
      expect(read(path)).toBe(`${content}, ours`)
    }
  })

  test('may write the same content: then the edit does not run again', () => {
    const path = newFile('old')
    const change = vi.fn(() => {
      writeFileSync(path, 'old')
      return 'new'
    })
    replaceSync(path, change)
    expect(change).toHaveBeenCalledTimes(1)
  })

  test('is not waited for if nothing is to change', () => {
    const path = newFile('old')
    const result = replaceSync(path, () => {
      writeFileSync(path, 'theirs')
      return undefined
    })
    expect(result).toBe('unchanged')
    expect(read(path)).toBe('theirs')
  })

  test('again and again causes a conflict after 30 retries, and its content stays', async () => {
    const path = newFile('old')
    let runs = 0
    const error = await netrcErrorOf(() =>
      replaceSync(path, () => {
        writeFileSync(path, `theirs ${++runs}`)
        return 'ours'
      }),
    )
    expect(error.code).toBe('conflict')
    expect(error.message).toBe(
      'another program changes the file, or takes its lock, again and again: close it, then try again',
    )
    expect(error.path).toBe(path)
    expect(runs).toBe(31)
    expect(read(path)).toBe('theirs 31')
    expect(isAlone(path)).toBe(true)
  })

  test('thirty times does not cause a conflict yet', () => {
    const path = newFile('old')
    let runs = 0
    replaceSync(path, () => {
      if (++runs <= 30) writeFileSync(path, `theirs ${runs}`)
      return 'ours'
    })
    expect(read(path)).toBe('ours')
  })
})

describe('when the time is up', () => {
  test('the first try is completed, and there is no second one', async () => {
    const path = newFile('old')
    let runs = 0
    const change = (): string => {
      writeFileSync(path, `theirs ${++runs}`)
      return 'ours'
    }
    const error = await netrcErrorOf(() => replaceSync(path, change, { timeout: 0 }))
    expect(error).toMatchObject({ code: 'conflict', path })
    expect(runs).toBe(1)
    expect(replaceSync(path, to('ours'), { timeout: 0 })).toBe('changed')
  })

  test('retries end, however many are left', async () => {
    const path = newFile('old')
    let runs = 0
    const change = (): string => {
      writeFileSync(path, `theirs ${++runs}`)
      sleepSync(30)
      return 'ours'
    }
    const error = await netrcErrorOf(() => replaceSync(path, change, { timeout: 100 }))
    expect(error.code).toBe('conflict')
    expect(runs).toBeLessThan(6)
  })

  test('a clock that a test runner has stopped does not matter', async () => {
    const path = newFile('old')
    holdLock(path)
    vi.useFakeTimers()
    onTestFinished(() => {
      vi.useRealTimers()
    })
    const error = await netrcErrorOf(() => replaceLater(path, to('new'), { timeout: 100 }))
    expect(error.code).toBe('locked')
  })
})

describe('content that is no longer there', () => {
  test('is reported, and nothing is written', async () => {
    const path = newFile('old')
    const tries = new Tries(1000)
    const settings = { path, permissions: 'private', tries, isBlocking: false } as const
    expect(await run(replace(settings, resolveTarget(path), () => RETRY))).toBe(RETRY)
    expect(read(path)).toBe('old')
    expect(isAlone(path)).toBe(true)
  })

  test('is reported even if no lock can be made', async () => {
    const path = newFile('old')
    replaceCall('mkdirSync', () => {
      throw systemError('EROFS', 'mkdir')
    })
    const tries = new Tries(1000)
    const settings = { path, permissions: 'private', tries, isBlocking: false } as const
    expect(await run(replace(settings, resolveTarget(path), () => RETRY))).toBe(RETRY)
  })
})

describe('a file of zero bytes', () => {
  /** Does something instead of each pause, and counts the pauses. */
  function atPause(action: (pauses: number) => void): { count: number } {
    const pauses = { count: 0 }
    const waiting = vi.spyOn(Atomics, 'wait').mockImplementation(() => {
      action(++pauses.count)
      return 'timed-out'
    })
    onTestFinished(() => {
      waiting.mockRestore()
    })
    return pauses
  }

  test('is read again, because a program that writes in place may have truncated it', () => {
    const path = newFile('')
    const pauses = atPause((count) => {
      if (count === 3) writeFileSync(path, 'theirs')
    })
    replaceSync(path, (before) => `${before}, ours`)
    expect(pauses.count).toBe(3)
    expect(read(path)).toBe('theirs, ours')
  })

  test('counts as empty after four more reads', () => {
    const path = newFile('')
    const pauses = atPause(() => {})
    expect(replaceSync(path, (before) => `${before}ours`)).toBe('changed')
    expect(pauses.count).toBe(4)
    expect(read(path)).toBe('ours')
  })

  test('takes a tenth of a second', () => {
    const path = newFile('')
    const start = performance.now()
    replaceSync(path, to('ours'))
    expect(performance.now() - start).toBeGreaterThan(95)
    expect(performance.now() - start).toBeLessThan(1000)
  })

  test('a missing file is not looked for again', () => {
    const path = newPath()
    const pauses = atPause(() => {})
    replaceSync(path, to('ours'))
    expect(pauses.count).toBe(0)
  })
})

describe('an update inside the edit of another one', () => {
  test('of the same file, blocking, can never begin: in a blocking one', async () => {
    const path = newFile('old')
    const start = performance.now()
    const error = await netrcErrorOf(() =>
      replaceSync(path, () => {
        replaceSync(path, to('inner'))
        return 'outer'
      }),
    )
    expect(error.code).toBe('reentrant')
    expect(error.message).toBe(
      'an update cannot run inside the edit of another update of the same file: make both changes in one edit',
    )
    expect(error.path).toBe(path)
    expect(performance.now() - start).toBeLessThan(1000)
    expect(read(path)).toBe('old')
    expect(isAlone(path)).toBe(true)
  })

  test('of the same file, blocking, can never begin: in one that is not, by a link', async () => {
    const path = newFile('old')
    const link = newPath()
    symlinkSync(path, link)
    const error = await netrcErrorOf(() =>
      replaceLater(path, () => {
        replaceSync(link, to('inner'))
        return 'outer'
      }),
    )
    expect(error.code).toBe('reentrant')
    expect(error.path).toBe(link)
    expect(read(path)).toBe('old')
  })

  test('throws an error that can be caught; the outer one continues, and the next one can begin', async () => {
    const path = newFile('old')
    replaceSync(path, () => {
      expect(() => replaceSync(path, to('inner'))).toThrow('cannot run inside the edit')
      expect(namesBeside(path)).toEqual(['.netrc', '.netrc.lossless-netrc'])
      return 'outer'
    })
    expect(read(path)).toBe('outer')
    expect(replaceSync(path, to('next'))).toBe('changed')
  })

  test('of another file works like any other', () => {
    const path = newFile('old')
    const other = newFile('old')
    replaceSync(path, () => {
      replaceSync(other, to('inner'))
      return 'outer'
    })
    expect(read(path)).toBe('outer')
    expect(read(other)).toBe('inner')
  })

  test('of the same file comes after it, if it does not block', async () => {
    const path = newFile('old')
    let inner: Promise<unknown> = Promise.resolve()
    const result = replaceSync(path, (before) => {
      inner = replaceLater(path, (text) => `${text}, inner`)
      return `${before}, outer`
    })
    expect(result).toBe('changed')
    expect(read(path)).toBe('old, outer')
    expect(await inner).toBe('changed')
    expect(read(path)).toBe('old, outer, inner')
    expect(isAlone(path)).toBe(true)
  })

  test('by a program that takes the lock away is detected like any other', () => {
    const path = newPath()
    let runs = 0
    replaceSync(path, (before) => {
      if (++runs === 1) {
        rmSync(lockOf(path), { recursive: true })
        replaceAsAnother(path, to('theirs'))
      }
      return `${before}, ours`
    })
    expect(read(path)).toBe('theirs, ours')
  })
})
