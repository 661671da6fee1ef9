import { mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { absolute, resolveTarget } from '../../src/file/resolve-links.ts'
import { errorOf, netrcErrorOf } from './caught.ts'
import { replaceCall } from './fault.ts'
import { newFile, newPath } from './scratch.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Makes a new directory, and returns its real path. */
function newDirectory(): string {
  return realpathSync(dirname(newPath()))
}

/** Makes a link with this name and target in a directory. */
function link(directory: string, name: string, text: string): string {
  const path = join(directory, name)
  symlinkSync(text, path)
  return path
}

function pathOf(path: string): string {
  return resolveTarget(path).path
}

describe('resolveTarget', () => {
  test('is the file itself, even if it does not exist', () => {
    const file = newFile('')
    expect(pathOf(file)).toBe(file)
    const missing = newPath()
    expect(pathOf(missing)).toBe(missing)
  })

  test('makes a relative path absolute', () => {
    const file = newFile('')
    expect(pathOf(absolute(relative(process.cwd(), file)))).toBe(file)
  })

  test('follows an absolute and a relative link, and links to links', () => {
    const directory = newDirectory()
    const file = join(directory, 'real')
    writeFileSync(file, '')
    link(directory, 'absolute', file)
    link(directory, 'relative', 'absolute')
    expect(pathOf(link(directory, '.netrc', './relative'))).toBe(file)
  })

  test('follows a link whose target is missing', () => {
    const directory = newDirectory()
    expect(pathOf(link(directory, '.netrc', 'missing'))).toBe(join(directory, 'missing'))
  })

  test('follows links to directories', () => {
    const directory = newDirectory()
    mkdirSync(join(directory, 'real'))
    link(directory, 'linked', 'real')
    expect(pathOf(join(directory, 'linked', '.netrc'))).toBe(join(directory, 'real', '.netrc'))
  })

  test('resolves a link relative to the directory that it is really in', () => {
    const directory = newDirectory()
    mkdirSync(join(directory, 'a', 'b'), { recursive: true })
    link(directory, 'shortcut', 'a/b')
    link(join(directory, 'a', 'b'), '.netrc', '../dotfiles')
    expect(pathOf(join(directory, 'shortcut', '.netrc'))).toBe(join(directory, 'a', 'dotfiles'))
  })

  test('resolves a link and `..` like the system', () => {
    const directory = newDirectory()
    mkdirSync(join(directory, 'a', 'real'), { recursive: true })
    link(directory, 'link', 'a/real')
    const expected = join(directory, 'a', '.netrc')
    expect(pathOf(`${directory}/link/../.netrc`)).toBe(expected)
    expect(pathOf(link(directory, '.netrc', 'link/../.netrc'))).toBe(expected)
    expect(pathOf(link(directory, 'absolute', `${directory}/link/../.netrc`))).toBe(expected)
  })

  test('is the directory for a path that ends in a directory', () => {
    const directory = newDirectory()
    mkdirSync(join(directory, 'inner'))
    for (const end of ['', '/', '/.', '/inner/..', '/inner/../']) {
      expect(pathOf(`${directory}${end}`)).toBe(directory)
    }
    expect(pathOf('/')).toBe('/')
  })

  test('follows 40 links and refuses 41', async () => {
    const directory = newDirectory()
    for (let count = 1; count <= 41; count++) link(directory, `${count}`, `${count - 1}`)
    expect(pathOf(join(directory, '40'))).toBe(join(directory, '0'))
    const path = join(directory, '41')
    const error = await netrcErrorOf(() => resolveTarget(path))
    expect(error.code).toBe('too-many-links')
    expect(error.message).toBe('too many symbolic links, or a loop of them: correct the links')
    expect(error.path).toBe(path)
  })

  test.each(['a file', 'nothing'])('a link that becomes %s is looked at again', (what) => {
    const directory = newDirectory()
    const path = link(directory, '.netrc', 'theirs')
    const real = replaceCall('readlinkSync', (...call: readonly unknown[]): unknown => {
      rmSync(path, { force: true })
      if (what === 'a file') writeFileSync(path, '')
      return Reflect.apply(real, undefined, call)
    })
    expect(pathOf(path)).toBe(path)
  })

  test('refuses a loop of links', async () => {
    const directory = newDirectory()
    link(directory, 'one', 'two')
    link(directory, 'two', 'one')
    const error = await netrcErrorOf(() => resolveTarget(join(directory, 'one')))
    expect(error.code).toBe('too-many-links')
  })

  test('refuses a `.` or a `..` after a file', async () => {
    const file = newFile('')
    for (const path of [`${file}/.`, `${file}/..`]) {
      expect(await errorOf(() => resolveTarget(path))).toMatchObject({ code: 'ENOTDIR' })
    }
  })

  test('refuses a missing directory, even that of a link', async () => {
    const directory = newDirectory()
    const missing = await errorOf(() => resolveTarget(join(directory, 'missing', '.netrc')))
    expect(missing).toMatchObject({ code: 'ENOENT', path: join(directory, 'missing') })
    const path = link(directory, '.netrc', 'missing/.netrc')
    expect(await errorOf(() => resolveTarget(path))).toMatchObject({ code: 'ENOENT' })
  })
})
