import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Credentials, ReadonlyNetrcDocument } from '../../src/api.ts'
import { readContent } from '../../src/file/content.ts'
import type { CredentialsOptions, FileOptions } from '../../src/file/options.ts'
import {
  readCredentials,
  readCredentialsSync,
  readNetrc,
  readNetrcSync,
} from '../../src/file/read.ts'
import { errorOf, netrcErrorOf } from './caught.ts'
import { replaceCall } from './fault.ts'
import { asNobody, isRoot, newFile, newPath } from './scratch.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

type Read = (options?: FileOptions) => Promise<ReadonlyNetrcDocument>
type ReadFor = (
  name: string | URL,
  options?: CredentialsOptions,
) => Promise<Credentials | undefined>

const WAYS: readonly { readonly name: string; readonly read: Read; readonly readFor: ReadFor }[] = [
  { name: 'readNetrc and readCredentials', read: readNetrc, readFor: readCredentials },
  {
    name: 'readNetrcSync and readCredentialsSync',
    read: async (options) => readNetrcSync(options),
    readFor: async (name, options) => readCredentialsSync(name, options),
  },
]

const TEXT = '# mine\nmachine a.example login me password s3cret\n'

describe.each(WAYS)('$name', ({ read, readFor }) => {
  test('read the file at the path', async () => {
    const path = newFile(TEXT)
    expect(String(await read({ path }))).toBe(TEXT)
    expect(await readFor('a.example', { path })).toEqual({
      login: 'me',
      password: 's3cret',
      account: undefined,
    })
  })

  test('read the file of NETRC if no path is given, and if it is empty', async () => {
    vi.stubEnv('NETRC', newFile(TEXT))
    expect(String(await read())).toBe(TEXT)
    expect(String(await read({ path: '' }))).toBe(TEXT)
    expect(String(await read({ path: undefined }))).toBe(TEXT)
    expect((await readFor('a.example'))?.password).toBe('s3cret')
  })

  test('pass on the login and `useDefault`', async () => {
    const path = newFile('machine a.example login me password s3cret\ndefault login you\n')
    expect(await readFor('a.example', { path, login: 'you' })).toBeUndefined()
    const options = { path, login: 'you', useDefault: true }
    expect((await readFor(new URL('https://b.example/'), options))?.login).toBe('you')
  })

  test('find an empty file if there is none, and do not create it', async () => {
    const path = newPath()
    expect(String(await read({ path }))).toBe('')
    expect(await readFor('a.example', { path })).toBeUndefined()
    expect(readdirSync(dirname(path))).toEqual([])
  })

  test('find an empty file if a directory in the path is missing, or is a file', async () => {
    expect(String(await read({ path: join(newPath(), '.netrc') }))).toBe('')
    expect(String(await read({ path: join(newFile(TEXT), '.netrc') }))).toBe('')
  })

  test('find an empty file at the end of a dangling link, and the file at the end of a link', async () => {
    const link = newPath()
    symlinkSync('missing', link)
    expect(String(await read({ path: link }))).toBe('')
    const other = newPath()
    symlinkSync(newFile(TEXT), other)
    expect(String(await read({ path: other }))).toBe(TEXT)
  })

  test('find an empty file in one of zero bytes, encrypted or not', async () => {
    expect(String(await read({ path: newFile('') }))).toBe('')
    expect(String(await read({ path: newFile('', 0o600, 'x.gpg') }))).toBe('')
    expect(String(await read({ path: newPath('x.gpg') }))).toBe('')
  })

  test('find an empty file in /dev/null', async () => {
    expect(String(await read({ path: '/dev/null' }))).toBe('')
  })

  test('keep the byte order mark, CRLF, and bytes that are not UTF-8', async () => {
    const content = Buffer.concat([
      Buffer.from('\ufeffmachine a.example\r\n  password x'),
      Buffer.from([0xff, 0x0d, 0x0a]),
    ])
    const path = newFile(content)
    expect(Buffer.compare((await read({ path })).toBytes(), content)).toBe(0)
    expect(await readFor('a.example', { path })).toBeDefined()
  })

  test('read a read-only file', async () => {
    expect(String(await read({ path: newFile(TEXT, 0o400) }))).toBe(TEXT)
  })

  test('leave file and directory unchanged', async () => {
    const path = newFile(TEXT, 0o644)
    const before = statSync(path, { bigint: true })
    await read({ path })
    expect(statSync(path, { bigint: true })).toMatchObject({
      mode: before.mode,
      ino: before.ino,
      mtimeNs: before.mtimeNs,
      ctimeNs: before.ctimeNs,
    })
    expect(readdirSync(dirname(path))).toEqual(['.netrc'])
  })

  test('refuse a directory', async () => {
    const path = newPath()
    mkdirSync(path)
    const error = await netrcErrorOf(() => read({ path }))
    expect(error.code).toBe('not-a-file')
    expect(error.message).toBe(
      'this is not a regular file: choose another path, or remove what is there',
    )
    expect(error.path).toBe(path)
    expect('cause' in error).toBe(false)
  })

  test('refuse a FIFO, without waiting', async () => {
    const path = newPath()
    execFileSync('mkfifo', [path])
    const error = await netrcErrorOf(() => read({ path }))
    expect(error.code).toBe('not-a-file')
    expect(error.path).toBe(path)
  })

  test('refuse a device other than /dev/null', async () => {
    expect((await netrcErrorOf(() => read({ path: '/dev/zero' }))).code).toBe('not-a-file')
  })

  test('refuse a socket, with the system’s error as the cause', async () => {
    const path = newPath('socket')
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(path, resolve))
    const error = await netrcErrorOf(() => read({ path }))
    server.close()
    expect(error.code).toBe('not-a-file')
    expect(error.path).toBe(path)
    expect(error.cause).toMatchObject({ code: 'ENXIO' })
  })

  test('pass on that the home directory is unknown', async () => {
    vi.stubEnv('NETRC', '')
    vi.stubEnv('HOME', 'relative')
    expect((await netrcErrorOf(() => read())).code).toBe('no-home')
    expect((await netrcErrorOf(() => readFor('a.example'))).code).toBe('no-home')
  })

  test('pass on the system’s error for a loop of links', async () => {
    const path = newPath()
    symlinkSync('.netrc', path)
    expect(await errorOf(() => read({ path }))).toMatchObject({ code: 'ELOOP', path })
  })

  test('pass on a failure half way, with the path', async () => {
    // The memory of the process is a file that cannot be read at its beginning.
    const path = '/proc/self/mem'
    expect(await errorOf(() => read({ path }))).toMatchObject({ code: 'EIO', path })
  })

  test.runIf(isRoot)('pass on the system’s error if the file may not be read', async () => {
    const path = newFile(TEXT, 0o600)
    const error = await asNobody(() => errorOf(() => read({ path })))
    expect(error).toMatchObject({ code: 'EACCES', path })
    expect(error.message).not.toContain('s3cret')
  })

  test.runIf(isRoot)(
    'pass on the system’s error if the directory may not be searched',
    async () => {
      const path = newFile(TEXT, 0o644)
      chmodSync(dirname(path), 0o700)
      const error = await asNobody(() => errorOf(() => readFor('a.example', { path })))
      expect(error).toMatchObject({ code: 'EACCES', path })
    },
  )

  test.runIf(isRoot)('read a file that others may read', async () => {
    const path = newFile(TEXT, 0o644)
    expect(String(await asNobody(() => read({ path })))).toBe(TEXT)
  })
})

describe('readContent', () => {
  test('has the bytes and the status of the file', () => {
    const content = readContent(newFile(TEXT, 0o640))
    expect(content?.bytes).toEqual(new Uint8Array(Buffer.from(TEXT)))
    expect(content?.stats.mode).toBe(0o100640)
  })

  test('reads a file to its end, even if it grows meanwhile', () => {
    const path = newFile('a'.repeat(10))
    let grows = 3
    const real = replaceCall('readSync', (...call: readonly unknown[]): number => {
      const count: number = Reflect.apply(real, undefined, call)
      if (grows-- > 0) appendFileSync(path, 'b'.repeat(100))
      return count
    })
    expect(Buffer.from(readContent(path)?.bytes ?? []).toString()).toBe(
      `${'a'.repeat(10)}${'b'.repeat(300)}`,
    )
  })

  test('continues if one call returns less than requested', () => {
    const path = newFile(TEXT)
    const real = replaceCall('readSync', (descriptor: number, buffer: NodeJS.ArrayBufferView) =>
      real(descriptor, buffer, 0, 1, null),
    )
    expect(Buffer.from(readContent(path)?.bytes ?? []).toString()).toBe(TEXT)
  })
})
