import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type NetrcDocument,
  readNetrc,
  readNetrcSync,
  type UpdateOptions,
  type UpdateResult,
  updateNetrc,
  updateNetrcSync,
} from '../../src/index.ts'

const OLD = '# mine\nmachine a.example login me password s3cret-old # work\n'
const NEW = '# mine\nmachine a.example login me password s3cret-new # work\n'

type Edit = (netrc: NetrcDocument) => unknown
const change: Edit = (netrc) => netrc.set('a.example', { password: 's3cret-new' })
const changeNothing: Edit = (netrc) => netrc.set('a.example', { password: 's3cret-old' })
const readOnly: Edit = (netrc) => netrc.has('a.example')

let home = ''
let path = ''
let lock = ''

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lossless-netrc-'))
  path = join(home, '.netrc')
  lock = `${path}.lossless-netrc`
})

afterEach(() => {
  rmSync(home, { recursive: true, force: true })
})

function makeFile(at: string = path): void {
  writeFileSync(at, OLD, { mode: 0o600 })
}

/** Returns what a promise rejects with. Asserts that it shows nothing of the file. */
async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    const stack = error instanceof Error ? error.stack : ''
    expect(`${inspect(error, { showHidden: true, depth: 9 })}${stack}`).not.toContain('s3cret')
    return error
  }
  throw new Error('expected a rejection')
}

const FORMS = [
  {
    form: 'async',
    update: (edit: Edit, options: UpdateOptions = {}) => updateNetrc(edit, { path, ...options }),
    read: () => readNetrc({ path }),
  },
  {
    form: 'blocking',
    update: async (edit: Edit, options: UpdateOptions = {}): Promise<UpdateResult<unknown>> =>
      updateNetrcSync(edit, { path, ...options }),
    read: async () => readNetrcSync({ path }),
  },
]

describe.each(FORMS)('in hostile surroundings, $form', ({ update, read }) => {
  describe('a lock name that is taken', () => {
    const timeout = 300 // longer than an empty lock lasts

    test('by a file gives `locked`, and the file is not touched', async () => {
      makeFile()
      writeFileSync(lock, 'not ours')
      const error = await rejectionOf(update(change, { timeout }))
      expect(error).toMatchObject({ name: 'NetrcError', code: 'locked', path: lock })
      expect(readFileSync(lock, 'utf8')).toBe('not ours')
      expect(readFileSync(path, 'utf8')).toBe(OLD)
    })

    test('by a link gives `locked`, and neither the link nor its target is touched', async () => {
      makeFile()
      mkdirSync(join(home, 'theirs'))
      symlinkSync('theirs', lock)
      const error = await rejectionOf(update(change, { timeout }))
      expect(error).toMatchObject({ code: 'locked', path: lock })
      expect(readlinkSync(lock)).toBe('theirs')
      expect(readdirSync(join(home, 'theirs'))).toEqual([])
      expect(readFileSync(path, 'utf8')).toBe(OLD)
    })

    test('by a link to nothing gives `locked`, and no file is made there', async () => {
      makeFile()
      symlinkSync('nowhere', lock)
      const error = await rejectionOf(update(change, { timeout }))
      expect(error).toMatchObject({ code: 'locked', path: lock })
      expect(readdirSync(home).sort()).toEqual(['.netrc', '.netrc.lossless-netrc'])
    })

    test('by another program’s directory gives `locked`, even with a timeout of 0', async () => {
      makeFile()
      mkdirSync(join(lock, 'theirs'), { recursive: true })
      const start = performance.now()
      const error = await rejectionOf(update(change, { timeout: 0 }))
      expect(performance.now() - start).toBeLessThan(200)
      expect(error).toMatchObject({ code: 'locked', path: lock })
      expect(readdirSync(lock)).toEqual(['theirs'])
    })

    test('by nothing at all allows an update with a timeout of 0', async () => {
      makeFile()
      expect(await update(change, { timeout: 0 })).toMatchObject({ path, changed: true })
    })
  })

  describe('a path that is not a file', () => {
    /** Expects that reading and updating are refused, and that nothing is made next to the file. */
    async function expectRefused(): Promise<void> {
      const names = readdirSync(home)
      for (const attempt of [read, () => update(change), () => update(readOnly)]) {
        expect(await rejectionOf(attempt())).toMatchObject({ code: 'not-a-file', path })
      }
      expect(readdirSync(home)).toEqual(names)
    }

    test('but a directory gives `not-a-file`', async () => {
      mkdirSync(path)
      await expectRefused()
    })

    test('but a FIFO gives `not-a-file`, without waiting for its writer', async () => {
      expect(spawnSync('mkfifo', [path]).status).toBe(0)
      await expectRefused()
    })

    test('but a device gives `not-a-file`, and is not read', async () => {
      path = '/dev/zero'
      for (const attempt of [read, () => update(change), () => update(readOnly)]) {
        expect(await rejectionOf(attempt())).toMatchObject({ code: 'not-a-file', path })
      }
    })

    test('but a socket gives `not-a-file`', async () => {
      const server = createServer().listen(path)
      await once(server, 'listening')
      await expectRefused()
      server.close()
    })

    test('but a link to a directory gives `not-a-file`', async () => {
      mkdirSync(join(home, 'directory'))
      symlinkSync('directory', path)
      await expectRefused()
      expect(readdirSync(join(home, 'directory'))).toEqual([])
    })

    test.each(['/dev/null', 'a link to it'])(
      'but %s is an empty file that stays empty',
      async (name) => {
        if (name === '/dev/null') path = name
        else symlinkSync('/dev/null', path)
        expect(String(await read())).toBe('')
        expect(await update(readOnly)).toEqual({
          path,
          changed: false,
          created: false,
          value: false,
        })
        expect(await rejectionOf(update(change))).toMatchObject({ code: 'not-a-file', path })
        expect(statSync('/dev/null').isCharacterDevice()).toBe(true)
        expect(readdirSync('/dev').filter((each) => each.includes('lossless'))).toEqual([])
      },
    )
  })

  describe('a link', () => {
    const real = (): string => join(home, 'dotfiles', 'netrc')

    beforeEach(() => {
      mkdirSync(join(home, 'dotfiles'))
      makeFile(real())
    })

    /** Expects that the file at the end of the link is a new one, and that the link and its other neighbours are unchanged. */
    async function expectWrittenThrough(): Promise<void> {
      const names = readdirSync(home)
      const link = readlinkSync(path)
      expect(await update(change)).toMatchObject({ path, changed: true, created: false })
      expect(readFileSync(real(), 'utf8')).toBe(NEW)
      expect(readlinkSync(path)).toBe(link)
      expect(readdirSync(home)).toEqual(names)
      expect(readdirSync(join(home, 'dotfiles')).filter((name) => name !== 'link')).toEqual([
        'netrc',
      ])
    }

    test('that is relative is followed', async () => {
      symlinkSync('dotfiles/netrc', path)
      await expectWrittenThrough()
    })

    test('that is absolute, the last of three, is followed', async () => {
      symlinkSync(real(), join(home, 'third'))
      symlinkSync('third', join(home, 'second'))
      symlinkSync(join(home, 'second'), path)
      await expectWrittenThrough()
    })

    test('that goes through a linked directory and up again is followed', async () => {
      mkdirSync(join(home, 'elsewhere', 'deep'), { recursive: true })
      symlinkSync('elsewhere/deep', join(home, 'linked'))
      symlinkSync('../../dotfiles/netrc', join(home, 'elsewhere', 'deep', 'link'))
      symlinkSync('linked/link', path)
      await expectWrittenThrough()
    })

    test('that leads nowhere stays, and its target is made, private', async () => {
      rmSync(real())
      symlinkSync('dotfiles/netrc', path)
      expect(await update(change)).toMatchObject({ path, changed: true, created: true })
      expect(readlinkSync(path)).toBe('dotfiles/netrc')
      expect(readFileSync(real(), 'utf8')).toBe('machine a.example\n  password s3cret-new\n')
      expect(lstatSync(real()).mode & 0o777).toBe(0o600)
      expect(readdirSync(join(home, 'dotfiles'))).toEqual(['netrc'])
    })

    test('into a missing directory is an error, and nothing is made', async () => {
      symlinkSync('missing/netrc', path)
      expect(await rejectionOf(update(change))).toMatchObject({ code: 'ENOENT' })
      expect(readdirSync(home).sort()).toEqual(['.netrc', 'dotfiles'])
    })

    test('in a loop gives `too-many-links` in an update, and nothing is made', async () => {
      symlinkSync('second', path)
      symlinkSync('.netrc', join(home, 'second'))
      expect(await rejectionOf(update(change))).toMatchObject({ code: 'too-many-links', path })
      expect(await rejectionOf(read())).toMatchObject({ code: 'ELOOP', path })
      expect(readdirSync(home).sort()).toEqual(['.netrc', 'dotfiles', 'second'])
    })

    test('that is hard is broken: the other name keeps the old content', async () => {
      linkSync(real(), path)
      await update(change)
      expect(readFileSync(path, 'utf8')).toBe(NEW)
      expect(readFileSync(real(), 'utf8')).toBe(OLD)
    })
  })

  test('an edit that changes nothing writes nothing', async () => {
    makeFile()
    const before = lstatSync(path, { bigint: true })
    const result = await update(changeNothing)
    expect(result).toMatchObject({ path, changed: false, created: false })
    const after = lstatSync(path, { bigint: true })
    expect([after.ino, after.mtimeNs, after.ctimeNs]).toEqual([
      before.ino,
      before.mtimeNs,
      before.ctimeNs,
    ])
    expect(readdirSync(home)).toEqual(['.netrc'])
  })

  test('an edit that changes nothing makes no file', async () => {
    expect(await update(readOnly)).toMatchObject({ changed: false, created: false, value: false })
    expect(readdirSync(home)).toEqual([])
  })

  test('an edit that throws leaves the file unchanged, and leaves no lock', async () => {
    makeFile()
    const reason = new Error('not today')
    const edit: Edit = (netrc) => {
      change(netrc)
      throw reason
    }
    expect(await rejectionOf(update(edit))).toBe(reason)
    expect(readFileSync(path, 'utf8')).toBe(OLD)
    expect(readdirSync(home)).toEqual(['.netrc'])
  })
})
