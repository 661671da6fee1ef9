import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { isNetrcError, NetrcError } from '../src/core.ts'

describe('a NetrcError', () => {
  test('is an Error with a code, a message and a name', () => {
    const error = new NetrcError('unwritable-value', 'a value must be a string')
    expect(error).toBeInstanceOf(NetrcError)
    expect(error).toBeInstanceOf(Error)
    expect(error.name).toBe('NetrcError')
    expect(error.code).toBe('unwritable-value')
    expect(error.message).toBe('a value must be a string')
    expect(String(error)).toBe('NetrcError: a value must be a string')
    expect(error.stack).toContain('NetrcError: a value must be a string\n')
  })

  test('has neither path nor cause where none was given', () => {
    const error = new NetrcError('unwritable-value', 'a value must be a string')
    expect(error.path).toBeUndefined()
    expect('path' in error).toBe(false)
    expect('cause' in error).toBe(false)
  })

  test('keeps the path and the cause that it is given', () => {
    const cause = new Error('no such file')
    const error = new NetrcError('unwritable-value', 'message', { path: '/home/u/.netrc', cause })
    expect(error.path).toBe('/home/u/.netrc')
    expect(error.cause).toBe(cause)
  })

  test('keeps a cause that is undefined, as an Error does', () => {
    expect('cause' in new NetrcError('unwritable-value', 'message', { cause: undefined })).toBe(
      true,
    )
  })

  test('prints its code and nothing else of its own', () => {
    const error = new NetrcError('detached-entry', 'this entry is gone')
    expect(Object.keys(error)).toEqual(['code'])
    expect(JSON.stringify(error)).toBe('{"code":"detached-entry"}')
    expect(inspect(error)).toMatch(
      /^NetrcError: this entry is gone\n[\s\S]*\{\n {2}code: 'detached-entry'\n\}$/,
    )
  })
})

describe('isNetrcError', () => {
  test('accepts an error of this copy', () => {
    expect(isNetrcError(new NetrcError('unknown-field', 'message'))).toBe(true)
  })

  test('accepts an error of a subclass', () => {
    class FileError extends NetrcError {}
    expect(isNetrcError(new FileError('unknown-field', 'message'))).toBe(true)
  })

  test('refuses everything else, also what only looks like one', () => {
    const lookalike = Object.assign(new Error('message'), {
      name: 'NetrcError',
      code: 'unknown-field',
    })
    for (const thrown of [
      lookalike,
      new Error('message'),
      {},
      null,
      undefined,
      'unknown-field',
      1,
    ]) {
      expect(isNetrcError(thrown)).toBe(false)
    }
  })
})
