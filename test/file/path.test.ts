import { mkdirSync, symlinkSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { NetrcError } from '../../src/errors.ts'
import { choosePath, netrcPath, type PathEnvironment } from '../../src/file/path.ts'
import { netrcErrorOf } from './caught.ts'
import { newFile, newPath } from './scratch.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

interface Case {
  readonly when: string
  readonly platform?: string
  readonly environment?: PathEnvironment['environment']
  /** The result of `os.homedir()`; it throws if this is an error. */
  readonly home?: string | Error
  readonly existing?: readonly string[]
  /** The path, or the code of the error. */
  readonly expected: string
}

/** Returns the chosen path, or the code of the error. */
function choose({ platform = 'linux', environment = {}, home = '/home/me', existing = [] }: Case) {
  try {
    return choosePath({
      environment,
      platform,
      homeDirectory: () => {
        if (typeof home === 'string') return home
        throw home
      },
      exists: (path) => existing.includes(path),
    })
  } catch (error) {
    if (error instanceof NetrcError) return error.code
    throw error
  }
}

const ANYWHERE: readonly Case[] = [
  { when: 'nothing is set', expected: '/home/me/.netrc' },
  { when: 'there is a file', existing: ['/home/me/.netrc'], expected: '/home/me/.netrc' },
  { when: 'HOME is set', environment: { HOME: '/srv/tool' }, expected: '/srv/tool/.netrc' },
  {
    when: 'NETRC is set',
    environment: { NETRC: '/etc/netrc', HOME: '/x' },
    expected: '/etc/netrc',
  },
  { when: 'NETRC is relative', environment: { NETRC: 'my.netrc' }, expected: 'my.netrc' },
  { when: 'NETRC begins with ~/', environment: { NETRC: '~/x' }, expected: '/home/me/x' },
  { when: 'NETRC begins with another ~', environment: { NETRC: '~me/x' }, expected: '~me/x' },
  { when: 'NETRC is empty', environment: { NETRC: '' }, expected: '/home/me/.netrc' },
  { when: 'NETRC is undefined', environment: { NETRC: undefined }, expected: '/home/me/.netrc' },
  {
    when: 'only the encrypted file of NETRC exists',
    environment: { NETRC: '/etc/netrc' },
    existing: ['/etc/netrc.gpg'],
    expected: '/etc/netrc',
  },
  {
    when: 'NETRC is set and the home directory is unknown',
    environment: { NETRC: '/etc/netrc' },
    home: '',
    expected: '/etc/netrc',
  },
  {
    when: 'only the encrypted file exists',
    existing: ['/home/me/.netrc.gpg'],
    expected: '/home/me/.netrc.gpg',
  },
  {
    when: 'both files exist',
    existing: ['/home/me/.netrc.gpg', '/home/me/.netrc'],
    expected: '/home/me/.netrc',
  },
  {
    when: 'only a file for Windows exists',
    existing: ['/home/me/_netrc', '/home/me/_netrc.gpg'],
    expected: '/home/me/.netrc',
  },
  { when: 'HOME is empty', environment: { HOME: '' }, expected: 'no-home' },
  { when: 'HOME is relative', environment: { HOME: 'home/me' }, expected: 'no-home' },
  { when: 'the system returns an empty home directory', home: '', expected: 'no-home' },
  { when: 'the system returns a relative home directory', home: '.', expected: 'no-home' },
  { when: 'the system has no home directory', home: new Error('none'), expected: 'no-home' },
  {
    when: 'HOME is set and the system has no home directory',
    environment: { HOME: '/srv/tool' },
    home: new Error('none'),
    expected: '/srv/tool/.netrc',
  },
]

const HOME = 'C:\\Users\\me'
const WINDOWS: readonly Case[] = [
  { when: 'nothing is there', expected: `${HOME}\\_netrc` },
  { when: '_netrc exists', existing: [`${HOME}\\_netrc`], expected: `${HOME}\\_netrc` },
  { when: '.netrc exists', existing: [`${HOME}\\.netrc`], expected: `${HOME}\\.netrc` },
  {
    when: 'both exist',
    existing: [`${HOME}\\.netrc`, `${HOME}\\_netrc`],
    expected: `${HOME}\\_netrc`,
  },
  {
    when: 'only an encrypted _netrc exists',
    existing: [`${HOME}\\_netrc.gpg`],
    expected: `${HOME}\\_netrc.gpg`,
  },
  {
    when: 'only an encrypted .netrc exists',
    existing: [`${HOME}\\.netrc.gpg`],
    expected: `${HOME}\\.netrc.gpg`,
  },
  {
    when: 'both exist, encrypted',
    existing: [`${HOME}\\.netrc.gpg`, `${HOME}\\_netrc.gpg`],
    expected: `${HOME}\\_netrc.gpg`,
  },
  {
    when: '.netrc and an encrypted _netrc exist',
    existing: [`${HOME}\\_netrc.gpg`, `${HOME}\\.netrc`],
    expected: `${HOME}\\.netrc`,
  },
  { when: 'HOME is set', environment: { HOME: 'D:\\home' }, expected: 'D:\\home\\_netrc' },
  { when: 'HOME has slashes', environment: { HOME: 'D:/home/' }, expected: 'D:\\home\\_netrc' },
  { when: 'NETRC is set', environment: { NETRC: 'D:\\n', HOME: 'D:\\' }, expected: 'D:\\n' },
  {
    when: 'only USERPROFILE is set',
    environment: { USERPROFILE: 'E:\\' },
    expected: `${HOME}\\_netrc`,
  },
  { when: 'HOME is a drive', environment: { HOME: 'C:' }, expected: 'no-home' },
  { when: 'HOME is relative to a drive', environment: { HOME: 'C:me' }, expected: 'no-home' },
  { when: 'the system returns a drive', home: 'C:', expected: 'no-home' },
  { when: 'the system returns an empty home directory', home: '', expected: 'no-home' },
  { when: 'the system has no home directory', home: new Error('none'), expected: 'no-home' },
]

describe('choosePath', () => {
  test.each(ANYWHERE)('is $expected if $when', (given) => {
    expect(choose(given)).toBe(given.expected)
    expect(choose({ platform: 'darwin', ...given })).toBe(given.expected)
  })

  test.each(WINDOWS)('on Windows, is $expected if $when', (given) => {
    expect(choose({ platform: 'win32', home: HOME, ...given })).toBe(given.expected)
  })

  test('says what to set if the home directory is unknown, and why', () => {
    const cause = new Error('no entry for this user')
    const homeDirectory = (): string => {
      throw cause
    }
    const surroundings = { environment: {}, platform: 'linux', homeDirectory, exists: () => false }
    expect(() => choosePath(surroundings)).toThrow(
      new NetrcError(
        'no-home',
        'the home directory is not known: set HOME, or NETRC to the path of the file',
        { cause },
      ),
    )
  })

  test('has no cause if the home directory is relative', async () => {
    const environment = { HOME: 'home/me' }
    const surroundings = { platform: 'linux', homeDirectory: () => '/', exists: () => false }
    const error = await netrcErrorOf(() => choosePath({ ...surroundings, environment }))
    expect('cause' in error).toBe(false)
  })
})

describe('netrcPath', () => {
  test('is the value of NETRC, unchanged', () => {
    vi.stubEnv('NETRC', 'somewhere/else')
    expect(netrcPath()).toBe('somewhere/else')
  })

  test('is in HOME, and in the system’s home directory if HOME is not set', () => {
    const path = newPath()
    vi.stubEnv('NETRC', '')
    vi.stubEnv('HOME', dirname(path))
    expect(netrcPath()).toBe(path)
    vi.stubEnv('HOME', undefined)
    expect(dirname(netrcPath())).toBe(userInfo().homedir)
  })

  test('looks for the encrypted file', () => {
    const path = newFile('', 0o600, '.netrc.gpg')
    vi.stubEnv('NETRC', '')
    vi.stubEnv('HOME', dirname(path))
    expect(netrcPath()).toBe(path)
  })

  test('prefers the plain file to the encrypted one, even if it is a dangling link or a directory', () => {
    vi.stubEnv('NETRC', '')
    const dangling = join(dirname(newFile('', 0o600, '.netrc.gpg')), '.netrc')
    symlinkSync('nowhere', dangling)
    vi.stubEnv('HOME', dirname(dangling))
    expect(netrcPath()).toBe(dangling)
    const directory = join(dirname(newFile('', 0o600, '.netrc.gpg')), '.netrc')
    mkdirSync(directory)
    vi.stubEnv('HOME', dirname(directory))
    expect(netrcPath()).toBe(directory)
  })

  test('is the plain name if the system cannot look for files', () => {
    const tooLong = `/${'x'.repeat(300)}`
    vi.stubEnv('NETRC', '')
    vi.stubEnv('HOME', tooLong)
    expect(netrcPath()).toBe(`${tooLong}/.netrc`)
  })
})
