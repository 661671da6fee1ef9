import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { codeOf, explain } from '../../src/file/failure.ts'
import { systemError } from './fault.ts'

describe('codeOf', () => {
  test('is the code of a system error', () => {
    expect(codeOf(systemError('ENOSPC', 'write'))).toBe('ENOSPC')
  })

  test.each([undefined, null, 'ENOSPC', 1, {}, new Error('x'), { code: 1 }])(
    'is undefined for %s',
    (thrown) => {
      expect(codeOf(thrown)).toBeUndefined()
    },
  )
})

describe('explain', () => {
  const path = '/home/me/.netrc'

  function explained(code: string, message: string): Error {
    const error = Object.assign(new Error(message), { code, syscall: 'mkdir', path: '/other' })
    expect(explain(error, path)).toBe(error)
    return error
  }

  test('says what to do, instead of a call and a name that the user never gave', () => {
    const lock = `${path}.lossless-netrc`
    const error = explained('ENOSPC', `ENOSPC: no space left on device, mkdir '${lock}'`)
    expect(error.message).toBe(
      'ENOSPC: the disk is full, and the file is unchanged: make room, then try again (/home/me/.netrc)',
    )
    expect(error).toMatchObject({ code: 'ENOSPC', path })
    expect(inspect(error)).not.toContain(lock)
  })

  test('keeps the reason of an error for which there is no advice', () => {
    const error = explained('EIO', "EIO: i/o error, mkdir '/other'")
    expect(error.message).toBe('EIO: i/o error; check the file, then try again (/home/me/.netrc)')
  })

  test('leaves everything else unchanged, for example what an edit throws', () => {
    const error = new Error('x')
    expect(explain(error, path)).toBe(error)
    expect('path' in error).toBe(false)
    expect(explain('text', path)).toBe('text')
    expect(explain(undefined, path)).toBeUndefined()
  })
})
