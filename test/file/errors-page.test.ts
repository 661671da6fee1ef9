import { type SpawnSyncOptions, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  lchownSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import {
  isNetrcError,
  type NetrcDocument,
  NetrcError,
  updateNetrc,
  updateNetrcSync,
} from '../../src/index.ts'
import { untyped } from '../support/calls.ts'
import { rowsOf } from '../support/tables.ts'
import { errorOf } from './caught.ts'
import { canMount, mountFile } from './mounted.ts'
import { asNobody, isRoot, newFile, newPath, nobody } from './scratch.ts'

// Causes each error about the file that docs/errors.md lists.

const PAGE = readFileSync(fileURLToPath(new URL('../../docs/errors.md', import.meta.url)), 'utf8')
const DIST = fileURLToPath(new URL('../../dist/index.cjs', import.meta.url))
const TEXT = 'machine a.example login anna password s3cret\n'
const hasGpg = spawnSync('gpg', ['--version']).status === 0

afterEach(() => {
  vi.unstubAllEnvs()
})

const edit = (netrc: NetrcDocument): void => {
  netrc.set('a.example', { password: 'n3w' })
}

/** Runs an update that must fail and leave the file unchanged. */
async function failing(
  path: string,
  options: object = {},
  run: (netrc: NetrcDocument) => void = edit,
): Promise<Error> {
  return errorOf(() => updateNetrc(run, { path, ...options }))
}

/** Makes the error of each row, by the code and the first words of the message. */
const MAKERS: Readonly<Record<string, () => Promise<Error>>> = {
  'locked another program is changing': () => {
    const path = newFile(TEXT)
    mkdirSync(`${path}.lossless-netrc`)
    return failing(path, { timeout: 0 })
  },
  'locked another program is writing': () => {
    const path = newFile(TEXT)
    mkdirSync(`${path}.lossless-netrc`)
    writeFileSync(`${path}.lossless-netrc/0123456789abcdef.1.in-place`, TEXT)
    return failing(path, { timeout: 0 })
  },
  'conflict another': () => {
    const path = newFile(TEXT)
    return failing(path, {}, (netrc) => {
      edit(netrc)
      writeFileSync(path, `${TEXT}# ${Math.random()}\n`)
    })
  },
  'reentrant an': () => {
    const path = newFile(TEXT)
    return failing(path, {}, () => {
      updateNetrcSync(edit, { path })
    })
  },
  'async-edit the': () =>
    failing(
      newFile(TEXT),
      {},
      untyped(async () => {}),
    ),
  'closed-document the': async () => {
    const path = newFile(TEXT)
    const { value } = await updateNetrc((netrc) => netrc, { path })
    return errorOf(() => value.delete('a.example'))
  },
  'read-only the file is read-only': () => failing(newFile(TEXT, 0o400)),
  'read-only the file may': () => {
    const path = newFile(TEXT, 0o644)
    const program = failingProgram(path)
    // The system checks the permissions of the real user of a process.
    return errorPrintedBy(process.execPath, ['--eval', program], { uid: nobody, gid: nobody })
  },
  'read-only the file is mounted': () => {
    const { path } = mountFile(TEXT)
    expect(spawnSync('mount', ['-o', 'remount,ro,bind', path]).status).toBe(0)
    return failing(path)
  },
  'read-only the directory': () => {
    const path = newFile(TEXT)
    chownSync(path, nobody, nobody)
    chmodSync(dirname(path), 0o755)
    return asNobody(() => failing(path))
  },
  'owner the file belongs to another user, and that': () => {
    const path = newFile(TEXT, 0o666)
    return asNobody(() => failing(path))
  },
  'owner the file belongs to another user, in': () => {
    const path = newFile(TEXT)
    chownSync(path, nobody, nobody)
    chmodSync(dirname(path), 0o1777)
    return failing(path)
  },
  'owner the file belongs to another user, and others': () => {
    const { path, outside } = mountFile(TEXT, 0o666)
    chownSync(outside, 4242, 4242)
    chmodSync(dirname(path), 0o777)
    return asNobody(() => failing(path))
  },
  'untrusted-link another': () => {
    const path = newPath()
    symlinkSync(newFile(TEXT), path)
    lchownSync(path, nobody, nobody)
    return failing(path)
  },
  'too-many-links too': () => {
    const path = newPath()
    symlinkSync('.netrc', path)
    return failing(path)
  },
  'not-a-file a name': () => {
    const path = newPath()
    symlinkSync(Buffer.from([0x61, 0xff]), path)
    return failing(path)
  },
  'not-a-file this': () => failing(`${newFile(TEXT)}/`),
  'too-large the file would': () =>
    failing(newFile(TEXT), {}, (netrc) => {
      netrc.set('a.example', { password: 's'.repeat(64 * 2 ** 20) })
    }),
  'too-large the file is': () => {
    const path = newFile('')
    truncateSync(path, 64 * 2 ** 20 + 1)
    return failing(path)
  },
  'unsupported-encoding this': () => failing(newFile(Buffer.from('\ufeffmachine a', 'utf16le'))),
  'no-home the': () => {
    vi.stubEnv('NETRC', undefined)
    vi.stubEnv('HOME', '')
    return failing('')
  },
  'gpg gpg failed: REASON': () => failing(newFile('not encrypted', 0o600, '.netrc.gpg')),
  'gpg gpg failed: it': () => {
    vi.stubEnv('PATH', dirname(newPath()))
    return failing(newFile('x', 0o600, '.netrc.gpg'))
  },
  'invalid-argument options': () => failing(newFile(TEXT), { timeOut: 1 }),
  'ENOENT ENOENT': () => failing(join(newPath(), '.netrc')),
  'ENOTDIR ENOTDIR': () => failing(join(newFile(TEXT), '.netrc')),
  'EACCES EACCES': () => {
    const path = newFile(TEXT)
    return asNobody(() => failing(path))
  },
  'EROFS EROFS': () => failing(onDisk('ro')),
  'ENOSPC ENOSPC': () =>
    failing(onDisk('size=16k'), {}, (netrc) => {
      netrc.set('a.example', { password: 's3cret'.repeat(10_000) })
    }),
  'EMFILE EMFILE': async () => {
    const path = newFile(TEXT)
    const program = failingProgram(
      path,
      "const open = []; try { for (;;) open.push(openSync('/dev/null')) } catch {}",
      'open.map((descriptor) => closeSync(descriptor))',
    )
    const command = 'ulimit -n 64 && exec "$0" --eval "$1"'
    return errorPrintedBy('bash', ['-c', command, process.execPath, program])
  },
  'ENAMETOOLONG ENAMETOOLONG': () => failing(newPath('n'.repeat(250))),
}

/** Returns a program that does something, fails to update the file, does something else, and prints the error. */
function failingProgram(path: string, before = '', after = ''): string {
  return `
    const { openSync, closeSync } = require('node:fs')
    const { updateNetrcSync } = require(${JSON.stringify(DIST)})
    ${before}
    try { updateNetrcSync((netrc) => netrc.delete('a.example'), { path: ${JSON.stringify(path)} }) }
    catch ({ name, code, message, path }) {
      ${after}
      console.log(JSON.stringify({ name, code, message, path }))
    }`
}

/** Runs a program, and returns the error that it prints. */
async function errorPrintedBy(
  command: string,
  given: readonly string[],
  options: SpawnSyncOptions = {},
): Promise<Error> {
  const { stdout } = spawnSync(command, given, options)
  const { name, code, message, path } = JSON.parse(String(stdout))
  if (name === 'NetrcError') return new NetrcError(code, message, { path })
  return Object.assign(new Error(message), { code, path })
}

/** Makes a file on its own small disk, mounted with an option. */
function onDisk(option: string): string {
  const disk = dirname(newPath())
  const mount = (options: string): void => {
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk]).status).toBe(0)
  }
  mount('size=16k')
  onTestFinished(() => {
    spawnSync('umount', ['--lazy', disk])
  })
  const path = join(disk, '.netrc')
  writeFileSync(path, TEXT)
  if (option === 'ro') mount('remount,ro')
  return path
}

/** Returns why an error cannot be caused on this machine, or `undefined` if it can. */
function reasonToSkip(code: string, message: string): string | undefined {
  const needsMount = ['EROFS', 'ENOSPC'].includes(code) || /mounted|others can/.test(message)
  if (needsMount && !canMount) return 'cannot mount'
  if (message.includes('REASON') && !hasGpg) return 'not installed: gpg'
  const needsRoot =
    ['owner', 'untrusted-link', 'EACCES'].includes(code) ||
    /^the (?:directory|file may)/.test(message)
  return needsRoot && !isRoot ? 'not root' : undefined
}

const rows = [
  ...rowsOf(PAGE, 'code', 'when', 'message').map(([code = '', , message = '']) => [code, message]),
  ...rowsOf(PAGE, 'code', 'message'),
]

test.for(rows)('%s: %s', async ([code = '', message = ''], context) => {
  const makers = Object.entries(MAKERS).filter(([key]) => `${code} ${message}`.startsWith(key))
  expect(makers.map(([key]) => key)).toHaveLength(1)
  const reason = reasonToSkip(code, message)
  if (reason !== undefined) context.skip(reason)
  const error = await makers[0]?.[1]()
  expect(error).toMatchObject({ code })
  const shape = message
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/LOCK|DIRECTORY|\bFILE\b/, '/.*')
    .replace('REASON', '.+')
  expect(error?.message).toMatch(new RegExp(`^${shape}$`))
  expect(isNetrcError(error)).toBe(!/^E[A-Z]/.test(code))
  const isAboutFile = !['no-home', 'invalid-argument', 'closed-document'].includes(code)
  if (isAboutFile)
    expect(error).toHaveProperty('path', expect.stringMatching(/^\/.*\.netrc|^\/.*n{250}/))
})

test('every row has its error', () => {
  expect(Object.keys(MAKERS)).toHaveLength(rows.length)
})
