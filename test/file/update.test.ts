import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { NetrcDocument } from '../../src/api.ts'
import { isNetrcError } from '../../src/errors.ts'
import { updateNetrc, updateNetrcSync } from '../../src/file/update.ts'
import { errorOf, netrcErrorOf } from './caught.ts'
import { isAlone, kindOf, lockOf, namesBeside, read } from './replacement.ts'
import { newFile, newPath, withUmask } from './scratch.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

const updateBlocking: typeof updateNetrc = async (edit, options) => updateNetrcSync(edit, options)

const WAYS = [
  { name: 'updateNetrc', update: updateNetrc },
  { name: 'updateNetrcSync', update: updateBlocking },
]

const TEXT = '# mine\nmachine a.example login me password old-s3cret # work\n'

/** Sets another password for the machine of `TEXT`. */
function setPassword(netrc: NetrcDocument): void {
  netrc.set('a.example', { password: 's3cret' })
}

describe.each(WAYS)('$name', ({ update }) => {
  test('changes one password, and leaves every other byte where it was', async () => {
    const path = newFile(TEXT)
    await update(setPassword, { path })
    expect(read(path)).toBe('# mine\nmachine a.example login me password s3cret # work\n')
    expect(isAlone(path)).toBe(true)
  })

  test('returns the path, what happened, and what the edit returned', async () => {
    const path = newPath()
    const add = (netrc: NetrcDocument) => netrc.set('a.example', { login: 'me' }).name
    expect(await update(add, { path })).toStrictEqual({
      path,
      changed: true,
      created: true,
      value: 'a.example',
    })
    expect(read(path)).toBe('machine a.example\n  login me\n')
    expect(await update(add, { path })).toStrictEqual({
      path,
      changed: false,
      created: false,
      value: 'a.example',
    })
    expect(await update((netrc) => netrc.delete('a.example'), { path })).toStrictEqual({
      path,
      changed: true,
      created: false,
      value: true,
    })
    expect(read(path)).toBe('')
  })

  test('creates no file if the edit adds nothing', async () => {
    const path = newPath()
    expect(await update((netrc) => netrc.delete('a.example'), { path })).toStrictEqual({
      path,
      changed: false,
      created: false,
      value: false,
    })
    expect(namesBeside(path)).toEqual([])
  })

  test('writes nothing if an edit is undone', async () => {
    const path = newFile(TEXT)
    const inode = statSync(path).ino
    const { changed } = await update(
      (netrc) => {
        setPassword(netrc)
        netrc.set('a.example', { password: 'old-s3cret' })
      },
      { path },
    )
    expect(changed).toBe(false)
    expect(statSync(path).ino).toBe(inode)
  })

  test('returns the requested path as given, not the target of a link', async () => {
    const link = newPath()
    symlinkSync(newFile(TEXT), link)
    expect((await update(setPassword, { path: link })).path).toBe(link)
    const odd = `${dirname(link)}/./../${dirname(link).split('/').at(-1)}/.netrc`
    expect((await update(() => {}, { path: odd })).path).toBe(odd)
  })

  test('changes the file of NETRC if no path is given, and if it is empty', async () => {
    const path = newFile(TEXT)
    vi.stubEnv('NETRC', path)
    expect((await update(setPassword)).path).toBe(path)
    expect(read(path)).toContain('password s3cret')
    expect((await update(() => {}, { path: '' })).path).toBe(path)
    expect((await update(() => {}, { path: undefined })).path).toBe(path)
  })

  test('keeps the byte order mark, CRLF, and bytes that are not UTF-8', async () => {
    const bytes = (password: string) =>
      Buffer.concat([
        Buffer.from('\ufeff# '),
        Buffer.from([0xff, 0xfe]),
        Buffer.from(`\r\nmachine a.example\r\n  password ${password}\r\n`),
      ])
    const path = newFile(bytes('old-s3cret'))
    await update(setPassword, { path })
    expect(readFileSync(path)).toEqual(bytes('s3cret'))
  })

  test('clears the bits of group and others, unless with `keep`', async () => {
    const path = newFile(TEXT, 0o644)
    await update(setPassword, { path, permissions: 'keep' })
    expect(kindOf(path)).toBe('file 644')
    expect((await update(() => {}, { path })).changed).toBe(false)
    expect(kindOf(path)).toBe('file 600')
    chmodSync(path, 0o640)
    await update((netrc) => netrc.delete('a.example'), { path, permissions: undefined })
    expect(kindOf(path)).toBe('file 600')
  })

  test('creates a new file with mode 0600, whatever the umask', async () => {
    for (const umask of [0o000, 0o777]) {
      withUmask(umask)
      const path = newPath()
      await update(setPassword, { path, permissions: 'keep' })
      expect(kindOf(path)).toBe('file 600')
    }
  })

  test('waits for another writer as long as the timeout', async () => {
    const path = newFile(TEXT)
    mkdirSync(lockOf(path))
    const error = await netrcErrorOf(() => update(setPassword, { path, timeout: 20 }))
    expect(error.code).toBe('locked')
    expect(error.path).toBe(lockOf(path))
    expect((await update(setPassword, { path, timeout: undefined })).changed).toBe(true)
  })

  test('throws what the edit throws, and leaves the file unchanged', async () => {
    const path = newFile(TEXT)
    const thrown = new Error('not today')
    const error = await errorOf(() =>
      update(
        (netrc) => {
          setPassword(netrc)
          throw thrown
        },
        { path },
      ),
    )
    expect(error).toBe(thrown)
    expect(read(path)).toBe(TEXT)
    expect(isAlone(path)).toBe(true)
  })

  test('runs the edit again if the file has changed meanwhile, and returns the last value', async () => {
    const path = newFile(TEXT)
    let runs = 0
    const { value } = await update(
      (netrc) => {
        if (++runs === 1) writeFileSync(path, 'machine b.example password s3cret-b\n')
        netrc.set('c.example', { password: 's3cret-c' })
        return [...netrc].map(({ name }) => name)
      },
      { path },
    )
    expect(value).toEqual(['b.example', 'c.example'])
    expect(read(path)).toBe(
      'machine b.example password s3cret-b\nmachine c.example password s3cret-c\n',
    )
  })

  test('runs the edit again if the file is deleted meanwhile', async () => {
    const path = newFile(TEXT)
    let runs = 0
    const edit = (netrc: NetrcDocument): void => {
      if (++runs === 1) rmSync(path)
      netrc.set('b.example', { login: 'me' })
    }
    expect(await update(edit, { path })).toMatchObject({ created: true, changed: true })
    expect(read(path)).toBe('machine b.example\n  login me\n')
  })
})

describe('an update inside the edit of another one', () => {
  test('of the same file is refused if it blocks', async () => {
    const path = newFile(TEXT)
    const edit = () => updateNetrcSync(setPassword, { path })
    expect((await netrcErrorOf(() => updateNetrcSync(edit, { path }))).code).toBe('reentrant')
    expect((await netrcErrorOf(() => updateNetrc(edit, { path }))).code).toBe('reentrant')
    expect(read(path)).toBe(TEXT)
  })

  test('of the same file comes afterwards if it does not block', async () => {
    const path = newFile(TEXT)
    const inner: Promise<unknown>[] = []
    await updateNetrc(
      (netrc) => {
        inner.push(updateNetrc((later) => later.delete('a.example'), { path }))
        netrc.set('b.example', { login: 'me' })
      },
      { path },
    )
    await Promise.all(inner)
    expect(read(path)).toBe('# mine\nmachine b.example login me\n')
  })
})

test('the value has the type that the edit returns', () => {
  const path = newPath()
  const count: number = updateNetrcSync((netrc) => netrc.entries.length, { path }).value
  const nothing: undefined = updateNetrcSync(() => undefined, { path }).value
  expect([count, nothing]).toEqual([0, undefined])
  expect(isNetrcError(count)).toBe(false)
  expect(readdirSync(dirname(path))).toEqual([])
})
