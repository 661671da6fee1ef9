import {
  chmodSync,
  closeSync,
  lchownSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import {
  readNetrc,
  readNetrcSync,
  type UpdateOptions,
  updateNetrc,
  updateNetrcSync,
} from '../../src/index.ts'
import { netrcErrorOf } from './caught.ts'
import { holdLock, isAlone, lockOf, namesBeside, read } from './replacement.ts'
import { asNobody, isRoot, newFile, newPath, nobody } from './scratch.ts'

const OLD = 'machine a.example login me password s3cret-old\n'
const NEW = 'machine a.example login me password s3cret-new\n'

const edit: Parameters<typeof updateNetrc>[0] = (netrc) => {
  netrc.set('a.example', { password: 's3cret-new' })
}

const FORMS = [
  {
    form: 'async',
    update: (options: UpdateOptions) => updateNetrc(edit, options),
    read: readNetrc,
  },
  {
    form: 'blocking',
    update: async (options: UpdateOptions) => updateNetrcSync(edit, options),
    read: async (options: UpdateOptions) => readNetrcSync(options),
  },
]

/** Makes a link with this owner to a file. */
function linkTo(file: string, owner: number): string {
  const path = newPath('link')
  symlinkSync(file, path)
  lchownSync(path, owner, owner)
  return path
}

describe.each(FORMS)('a symbolic link, $form', ({ update, read: readFile }) => {
  const other = 4242

  describe.runIf(isRoot)('is followed by an update only if nobody else made it', () => {
    test.each([
      { link: 'root’s', of: 0, file: 'root', owner: 0, as: 'root' },
      { link: 'the file owner’s', of: other, file: 'another user', owner: other, as: 'root' },
      { link: 'one’s own', of: nobody, file: 'oneself', owner: nobody, as: 'nobody' },
      { link: 'root’s', of: 0, file: 'oneself', owner: nobody, as: 'nobody' },
    ] as const)('$link link to a file of $file is followed as $as', async (row) => {
      const file = newFile(OLD, 0o600)
      lchownSync(file, row.owner, row.owner)
      const path = linkTo(file, row.of)
      const run = (): Promise<unknown> => update({ path })
      await (row.as === 'root' ? run() : asNobody(run))
      expect(read(file)).toBe(NEW)
    })

    test.each([
      { link: 'a user’s', of: other, file: 'root', owner: 0, as: 'root' },
      { link: 'a user’s', of: other, file: 'another user', owner: 4243, as: 'root' },
      { link: 'another user’s', of: other, file: 'oneself', owner: nobody, as: 'nobody' },
    ] as const)('$link link to a file of $file is refused as $as', async (row) => {
      const file = newFile(OLD, 0o644)
      lchownSync(file, row.owner, row.owner)
      const path = linkTo(file, row.of)
      const run = async (): Promise<void> => {
        const error = await netrcErrorOf(() => update({ path }))
        expect(error).toMatchObject({ code: 'untrusted-link', path })
        expect(error.message).toBe(
          'another user made a symbolic link on the way to this file: remove the link, or choose the file that it leads to',
        )
        // Reading leaves this to the system.
        expect(String(await readFile({ path }))).toBe(OLD)
      }
      await (row.as === 'root' ? run() : asNobody(run))
      expect(read(file)).toBe(OLD)
      expect(isAlone(file)).toBe(true)
    })

    test('one that leads nowhere is refused, and nothing is made there', async () => {
      const missing = newPath()
      const path = linkTo(missing, other)
      expect(await netrcErrorOf(() => update({ path }))).toMatchObject({ code: 'untrusted-link' })
      expect(namesBeside(missing)).toEqual([])
    })

    test('one that leads into a missing directory is refused', async () => {
      const path = linkTo(join(newPath(), '.netrc'), other)
      expect(await netrcErrorOf(() => update({ path }))).toMatchObject({ code: 'untrusted-link' })
    })

    test('each link on the way counts', async () => {
      const file = newFile(OLD)
      const second = linkTo(file, other)
      const path = linkTo(second, 0)
      expect(await netrcErrorOf(() => update({ path }))).toMatchObject({ code: 'untrusted-link' })
      expect(read(file)).toBe(OLD)
    })
  })

  test.runIf(isRoot)(
    'another user’s file in a directory in which anybody may create one is refused',
    async () => {
      const file = newFile(OLD, 0o644)
      lchownSync(file, other, other)
      chmodSync(dirname(file), 0o1777)
      const error = await netrcErrorOf(() => update({ path: file }))
      expect(error).toMatchObject({ code: 'owner', path: file })
      expect(read(file)).toBe(OLD)
      expect(isAlone(file)).toBe(true)
      // The owner of the directory decides about its content.
      lchownSync(dirname(file), other, other)
      await update({ path: file })
      expect(read(file)).toBe(NEW)
    },
  )

  test('whose target is not UTF-8 is refused, because nothing can be written there', async () => {
    const path = newPath()
    symlinkSync(Buffer.from([0x61, 0xff]), path)
    const error = await netrcErrorOf(() => update({ path }))
    expect(error).toMatchObject({ code: 'not-a-file', path })
    expect(isAlone(path)).toBe(true)
  })

  test('whose target ends in a separator leads to no file, as for the system', async () => {
    const file = newFile(OLD)
    const path = newPath()
    symlinkSync(`${file}/`, path)
    for (const attempt of [() => update({ path }), () => readFile({ path })]) {
      expect(await netrcErrorOf(attempt)).toMatchObject({ code: 'not-a-file', path })
    }
    expect(read(file)).toBe(OLD)
  })

  test('into a directory whose name is not UTF-8 is refused, because nothing can be written there', async () => {
    const directory = Buffer.concat([
      Buffer.from(dirname(newPath())),
      Buffer.from([0x2f, 0x61, 0xff]),
    ])
    mkdirSync(directory)
    writeFileSync(Buffer.concat([directory, Buffer.from('/.netrc')]), OLD)
    // The name that results if the bytes of the system's name are decoded.
    mkdirSync(directory.toString())
    const path = newPath('link')
    symlinkSync(directory, path)
    const error = await netrcErrorOf(() => update({ path: join(path, '.netrc') }))
    expect(error.code).toBe('not-a-file')
    expect(readdirSync(directory.toString())).toEqual([])
    expect(String(await readFile({ path: join(path, '.netrc') }))).toBe(OLD)

    const before = process.cwd()
    onTestFinished(() => process.chdir(before))
    process.chdir(path)
    expect(await netrcErrorOf(() => update({ path: '.netrc' }))).toMatchObject({
      code: 'not-a-file',
      path: '.netrc',
    })
    expect(readdirSync(directory.toString())).toEqual([])
  })

  test('into /proc is followed while the file is there, and refused once it is deleted', async () => {
    const file = newFile(OLD)
    const descriptor = openSync(file, 'r')
    onTestFinished(() => closeSync(descriptor))
    const path = `/proc/self/fd/${descriptor}`
    await update({ path })
    expect(read(file)).toBe(NEW)
    // It now leads to the old file, which no longer has a name.
    const error = await netrcErrorOf(() => update({ path }))
    expect(error).toMatchObject({ code: 'not-a-file', path })
    expect(isAlone(file)).toBe(true)
  })

  test.each(['missing/', 'file/', 'file/.', 'missing/..'])(
    'a path that only a directory can have is refused: %s',
    async (name) => {
      const file = newFile(OLD, 0o600, 'file')
      const path = `${dirname(file)}/${name}`
      for (const attempt of [() => update({ path }), () => readFile({ path })]) {
        expect(await netrcErrorOf(attempt)).toMatchObject({ code: 'not-a-file', path })
      }
    },
  )
})

describe('while an update waits for the lock', () => {
  test('a link that changes meanwhile is followed to its new target', async () => {
    const old = newFile(OLD)
    const other = newFile(OLD)
    const path = newPath('link')
    symlinkSync(old, path)
    const file = holdLock(old)
    const running = updateNetrc(edit, { path })
    await sleep(50)
    unlinkSync(path)
    symlinkSync(other, path)
    rmSync(dirname(file), { recursive: true })
    expect(await running).toMatchObject({ path, changed: true })
    expect(read(other)).toBe(NEW)
    expect(read(old)).toBe(OLD)
  })

  test('a change of the working directory does not matter', async () => {
    const file = newFile(OLD)
    holdLock(file)
    const before = process.cwd()
    onTestFinished(() => process.chdir(before))
    process.chdir(dirname(file))
    const running = updateNetrc(edit, { path: '.netrc' })
    const elsewhere = dirname(newPath())
    process.chdir(elsewhere)
    rmSync(lockOf(file), { recursive: true })
    expect(await running).toMatchObject({ path: '.netrc', changed: true })
    expect(read(file)).toBe(NEW)
    expect(namesBeside(join(elsewhere, '.netrc'))).toEqual([])
  })
})

test('a file that becomes a link while it is edited is changed at its new place', async () => {
  const path = newFile(OLD)
  const moved = newPath()
  let edits = 0
  const { changed } = await updateNetrc(
    (netrc) => {
      if (edits++ === 0) {
        renameSync(path, moved)
        symlinkSync(moved, path)
      }
      edit(netrc)
    },
    { path },
  )
  expect([changed, edits, read(moved)]).toEqual([true, 2, NEW])
  expect(isAlone(moved)).toBe(true)
})

test.each(FORMS)(
  'a relative path is resolved in the working directory itself, not by the name it had, $form',
  async ({ update, read: readFile }) => {
    const file = newFile(OLD)
    const before = process.cwd()
    onTestFinished(() => process.chdir(before))
    process.chdir(dirname(file))
    const moved = join(dirname(newPath()), 'moved')
    renameSync(dirname(file), moved)
    mkdirSync(dirname(file))
    writeFileSync(file, 'machine b.example\n')
    expect(String(await readFile({ path: '.netrc' }))).toBe(OLD)
    await update({ path: '.netrc' })
    expect(read(join(moved, '.netrc'))).toBe(NEW)
    expect(read(file)).toBe('machine b.example\n')
  },
)

test('reading uses the file that a relative path meant at the start', async () => {
  const file = newFile(OLD)
  const before = process.cwd()
  onTestFinished(() => process.chdir(before))
  process.chdir(dirname(file))
  const reading = readNetrc({ path: '.netrc' })
  process.chdir(dirname(newFile('machine b.example\n')))
  expect(String(await reading)).toBe(OLD)
})

test('a directory that is a link is left to the system', async () => {
  const directory = dirname(newPath())
  mkdirSync(join(directory, 'real'))
  symlinkSync('real', join(directory, 'linked'))
  if (isRoot) lchownSync(join(directory, 'linked'), 4242, 4242)
  const path = join(directory, 'linked', '.netrc')
  writeFileSync(path, OLD)
  await updateNetrc(edit, { path })
  expect(readFileSync(join(directory, 'real', '.netrc'), 'utf8')).toBe(NEW)
})
