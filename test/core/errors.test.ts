import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { isNetrcError, type NetrcDocument, NetrcError, parse } from '../../src/core.ts'
import { untyped } from '../support/calls.ts'

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

  test('has no path and no cause if none was given', () => {
    const error = new NetrcError('unwritable-value', 'a value must be a string')
    expect(error.path).toBeUndefined()
    expect('path' in error).toBe(false)
    expect('cause' in error).toBe(false)
  })

  test('keeps the path and the cause', () => {
    const cause = new Error('no such file')
    const error = new NetrcError('unwritable-value', 'message', { path: '/home/u/.netrc', cause })
    expect(error.path).toBe('/home/u/.netrc')
    expect(error.cause).toBe(cause)
  })

  test('keeps a cause that is undefined, like an Error', () => {
    expect('cause' in new NetrcError('unwritable-value', 'message', { cause: undefined })).toBe(
      true,
    )
  })

  test('has its name on the prototype, like an Error', () => {
    const nameOf = (prototype: object) => Object.getOwnPropertyDescriptor(prototype, 'name')
    expect(nameOf(NetrcError.prototype)).toEqual({
      ...nameOf(Error.prototype),
      value: 'NetrcError',
    })
  })

  test('prints its code and no other property', () => {
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

  test('accepts an error of another copy', () => {
    const brand = Symbol.for('lossless-netrc.error')
    expect(isNetrcError(Object.create({ [brand]: true }))).toBe(true)
  })

  test('rejects everything else, even what only looks like one', () => {
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

describe('an error says in one sentence what cannot be done', () => {
  const VALUE = 'a value must be a string without line breaks, NUL or lone surrogates'
  const FIELD =
    'a field must be a word of printable ASCII, without a leading quote or #, and no other keyword'
  const refusals: readonly (readonly [string, string, (netrc: NetrcDocument) => unknown])[] = [
    ['unwritable-value', VALUE, (netrc) => netrc.set('a.example', { login: 'a\nb' })],
    [
      'unwritable-name',
      'a name must be a string without line breaks, NUL or lone surrogates, not empty',
      (netrc) => netrc.add('', {}),
    ],
    [
      'unwritable-name',
      'a default entry has no name',
      (netrc) => netrc.default?.rename('b.example'),
    ],
    ['unwritable-field', FIELD, (netrc) => netrc.get('a.example')?.set('a b', 'c')],
    [
      'unknown-field',
      'credentials have only login, password and account',
      (netrc) => netrc.add('b.example', untyped({ token: 's3cret' })),
    ],
    [
      'detached-entry',
      'this entry has been removed',
      (netrc) => {
        const entry = netrc.get('a.example')
        netrc.delete('a.example')
        entry?.set('login', 'ada')
      },
    ],
    [
      'unsafe-position',
      'this could not be read back',
      (netrc) => netrc.get('a.example')?.set('account', 'd e'),
    ],
  ]
  test.each(refusals)('%s: %s', (code, message, edit) => {
    const netrc = parse('machine a.example port "b account c\ndefault\n')
    expect(() => edit(netrc)).toThrow(expect.objectContaining({ code, message }))
  })
})
