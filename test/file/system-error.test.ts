import { describe, expect, test } from 'vitest'
import { codeOf, withPath } from '../../src/file/system-error.ts'
import { systemError } from './fault.ts'

describe('codeOf', () => {
  test('is the code of an error of the system', () => {
    expect(codeOf(systemError('ENOSPC', 'write'))).toBe('ENOSPC')
  })

  test.each([undefined, null, 'ENOSPC', 1, {}, new Error('x'), { code: 1 }])(
    'is undefined for %s',
    (thrown) => {
      expect(codeOf(thrown)).toBeUndefined()
    },
  )
})

describe('withPath', () => {
  test('gives an error of the system the path that it lacks, and is the same error', () => {
    const error = systemError('ENOSPC', 'write')
    expect(withPath(error, '/home/me/.netrc')).toBe(error)
    expect(error).toMatchObject({ code: 'ENOSPC', path: '/home/me/.netrc' })
  })

  test('leaves the path that an error has', () => {
    const error = Object.assign(systemError('EACCES', 'open'), { path: '/other' })
    expect(withPath(error, '/home/me/.netrc')).toMatchObject({ path: '/other' })
  })

  test('gives the path of the file for that of a temporary one', () => {
    const of = (path: string) => Object.assign(systemError('EBUSY', 'rename'), { path })
    const lock = '/home/me/.netrc.lossless-netrc'
    const changed = withPath(of(`${lock}/0123456789abcdef`), '/home/me/.netrc', `${lock}/0123`)
    expect(changed).toMatchObject({ path: '/home/me/.netrc' })
    expect(withPath(of('/other'), '/home/me/.netrc', lock)).toMatchObject({ path: '/other' })
    expect(withPath(systemError('EIO', 'write'), '/x', lock)).toMatchObject({ path: '/x' })
  })

  test('leaves everything else alone, as what an edit throws', () => {
    const error = new Error('x')
    expect(withPath(error, '/home/me/.netrc')).toBe(error)
    expect('path' in error).toBe(false)
    expect(withPath('text', '/home/me/.netrc')).toBe('text')
    expect(withPath(undefined, '/home/me/.netrc')).toBeUndefined()
  })
})
