import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { readNetrc, readNetrcSync } from '../../src/file/read.ts'
import { updateNetrc, updateNetrcSync } from '../../src/file/update.ts'
import { netrcErrorOf } from './caught.ts'
import { isAlone, kindOf, read } from './replacement.ts'
import { newFile, newPath } from './scratch.ts'

// Updates of an encrypted file. Base64 replaces gpg here; the real one has its own tests.

afterEach(() => {
  vi.unstubAllEnvs()
})

/** Makes a program named gpg that is found first and runs this script before it encrypts. */
function standIn(beforeEncryption = ''): string {
  const program = newPath('gpg')
  const script = `case "$*" in
  *--decrypt*) echo decrypt >> "$0.log"; exec base64 -d ;;
  *) echo encrypt >> "$0.log"; ${beforeEncryption}
     exec base64 -w 0 ;;
esac`
  writeFileSync(program, `#!/bin/sh\nPATH=/usr/bin:/bin\n${script}\n`)
  chmodSync(program, 0o755)
  vi.stubEnv('PATH', dirname(program))
  return `${program}.log`
}

function encoded(text: string): string {
  return Buffer.from(text).toString('base64')
}

const TEXT = 'machine a.example login me password old-s3cret\n'
const CHANGED = 'machine a.example login me password s3cret\n'

const WAYS = [
  { way: 'or not', read: readNetrc, update: updateNetrc },
  { way: 'blocking', read: readNetrcSync, update: updateNetrcSync },
]

describe.each(WAYS)('an encrypted file, $way', ({ read: readDocument, update }) => {
  test('is decrypted to be read', async () => {
    standIn()
    const path = newFile(encoded(TEXT), 0o600, '.netrc.gpg')
    expect(String(await readDocument({ path }))).toBe(TEXT)
  })

  test('is decrypted, changed, and encrypted again', async () => {
    const log = standIn()
    const path = newFile(encoded(TEXT), 0o644, '.netrc.gpg')
    const result = await update((netrc) => netrc.set('a.example', { password: 's3cret' }).kind, {
      path,
    })
    expect(result).toEqual({ path, changed: true, created: false, value: 'machine' })
    expect(read(path)).toBe(encoded(CHANGED))
    expect(readFileSync(log, 'utf8')).toBe('decrypt\nencrypt\n')
    expect(kindOf(path)).toBe('file 600')
    expect(isAlone(path)).toBe(true)
  })

  test('refuses a blocking update inside its edit', async () => {
    standIn()
    const path = newFile(encoded(TEXT), 0o600, '.netrc.gpg')
    const nested = (): void => {
      updateNetrcSync((netrc) => netrc.delete('a.example'), { path })
    }
    expect((await netrcErrorOf(() => updateNetrc(nested, { path }))).code).toBe('reentrant')
  })

  test('is not encrypted again if nothing changes', async () => {
    const log = standIn()
    const path = newFile(encoded(TEXT), 0o644, '.netrc.gpg')
    const result = await update((netrc) => netrc.has('a.example'), { path })
    expect(result).toEqual({ path, changed: false, created: false, value: true })
    expect(readFileSync(log, 'utf8')).toBe('decrypt\n')
    expect(kindOf(path)).toBe('file 600')
  })

  test('is created if it is missing or empty', async () => {
    const log = standIn()
    for (const path of [newPath('.netrc.gpg'), newFile('', 0o600, '.netrc.gpg')]) {
      await update((netrc) => netrc.set('b.example', { login: 'me' }).kind, { path })
      expect(read(path)).toBe(encoded('machine b.example\n  login me\n'))
      expect(kindOf(path)).toBe('file 600')
    }
    expect(readFileSync(log, 'utf8')).toBe('encrypt\nencrypt\n')
  })

  test('keeps its old content if it cannot be decrypted, or encrypted', async () => {
    standIn('echo "gpg: no key" >&2; exit 2')
    const broken = newFile('!', 0o600, '.netrc.gpg')
    const edit = vi.fn(() => {})
    expect((await netrcErrorOf(() => update(edit, { path: broken }))).code).toBe('gpg')
    expect(edit).not.toHaveBeenCalled()
    const path = newFile(encoded(TEXT), 0o600, '.netrc.gpg')
    const error = await netrcErrorOf(() => update((netrc) => netrc.delete('a.example'), { path }))
    expect(error.message).toBe('gpg failed: gpg: no key')
    expect(error.path).toBe(path)
    expect(read(path)).toBe(encoded(TEXT))
    expect(isAlone(path)).toBe(true)
  })

  test('runs the edit again if the file was changed while gpg was running', async () => {
    const path = newFile(encoded(TEXT), 0o600, '.netrc.gpg')
    const other = newFile(encoded('machine c.example login you\n'))
    standIn(`[ -e "$0.once" ] || { touch "$0.once"; cp ${other} ${path}; }`)
    const seen: string[] = []
    await update(
      (netrc) => {
        seen.push(String(netrc))
        netrc.set('b.example', { login: 'me' })
      },
      { path },
    )
    expect(seen).toEqual([TEXT, 'machine c.example login you\n'])
    expect(read(path)).toBe(encoded('machine c.example login you\nmachine b.example login me\n'))
    expect(isAlone(path)).toBe(true)
  })

  test('causes a conflict if it is changed again and again', async () => {
    const path = newFile(encoded(TEXT), 0o600, '.netrc.gpg')
    standIn()
    let runs = 0
    const error = await netrcErrorOf(() =>
      update(
        (netrc) => {
          writeFileSync(path, encoded(`machine a.example login me-${++runs}\n`))
          return netrc.has('a.example')
        },
        { path },
      ),
    )
    expect(error.code).toBe('conflict')
    expect(error.path).toBe(path)
    expect(runs).toBe(31)
    expect(read(path)).toBe(encoded('machine a.example login me-31\n'))
    expect(isAlone(path)).toBe(true)
  })

  test('is not locked while gpg runs', async () => {
    const path = newFile(encoded(TEXT), 0o600, '.netrc.gpg')
    const log = standIn(`ls -A ${dirname(path)} >> "$0.log"`)
    await update((netrc) => netrc.set('a.example', { password: 's3cret' }).kind, { path })
    expect(readFileSync(log, 'utf8')).toBe('decrypt\nencrypt\n.netrc.gpg\n')
    expect(read(path)).toBe(encoded(CHANGED))
  })
})
