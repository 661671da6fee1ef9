import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  netrcPath,
  readCredentials,
  readCredentialsSync,
  readNetrc,
  readNetrcSync,
  updateNetrc,
  updateNetrcSync,
} from '../../src/index.ts'
import { describeUnlessMissing } from '../support/requirements.ts'
import { hasGpg, type Keyring, makeKeyring, watchGpg } from './keyring.ts'

// A file that the user's gpg encrypts, tested with the real gpg.

const TEXT = `# kept by hand
machine api.example login me password s3cret-old # work
machine other.example
\tlogin other
\tpassword s3cret-other
`
const REFRESHED = TEXT.replace('s3cret-old', 's3cret-new')
const ARMORED = /^-----BEGIN PGP MESSAGE-----\n.*\n-----END PGP MESSAGE-----\n$/s

const DIST = fileURLToPath(new URL('../../dist/index.js', import.meta.url))

const UPDATES = [
  { title: 'updateNetrc', update: updateNetrc },
  { title: 'updateNetrcSync', update: updateNetrcSync },
] as const

describeUnlessMissing(hasGpg() ? [] : ['gpg'], 'A .netrc.gpg', () => {
  let keyring: Keyring
  let root: string
  let home: string
  let file: string
  let count = 0
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'netrc-gpg-'))
    keyring = makeKeyring('with a key')
  })
  afterAll(() => {
    keyring?.close()
    rmSync(root, { recursive: true, force: true })
  })
  beforeEach(() => {
    home = join(root, String(count++))
    mkdirSync(home)
    file = join(home, '.netrc.gpg')
    vi.stubEnv('HOME', home)
    vi.stubEnv('NETRC', undefined)
    keyring.use()
  })
  afterEach(() => {
    vi.unstubAllEnvs()
  })

  /** Writes a file that gpg itself encrypts. */
  function given(text: string | Buffer): void {
    writeFileSync(file, keyring.encrypt(text), { mode: 0o600 })
  }

  /** Returns what gpg itself reads in the file. */
  function plainText(): string {
    return String(keyring.decrypt(file))
  }

  describe('to read', () => {
    const credentials = { login: 'me', password: 's3cret-old', account: undefined }

    test('is used if there is no .netrc', () => {
      given(TEXT)
      expect(netrcPath()).toBe(file)
      writeFileSync(join(home, '.netrc'), '')
      expect(netrcPath()).toBe(join(home, '.netrc'))
    })

    test('reads as the text that gpg encrypted', async () => {
      given(TEXT)
      expect(String(await readNetrc())).toBe(TEXT)
      expect(String(readNetrcSync())).toBe(TEXT)
      expect(await readCredentials('api.example')).toEqual(credentials)
      expect(readCredentialsSync('api.example')).toEqual(credentials)
    })

    test.each([
      ['no file', undefined],
      ['a file of zero bytes', ''],
    ])('is an empty document if there is %s, without gpg', async (_title, content) => {
      if (content !== undefined) writeFileSync(file, content)
      vi.stubEnv('PATH', home)
      expect(String(await readNetrc({ path: file }))).toBe('')
      expect(readCredentialsSync('api.example', { path: file })).toBe(undefined)
    })
  })

  describe.each(UPDATES)('by $title', ({ update }) => {
    test('stays armored, and gpg reads the new text', async () => {
      given(TEXT)
      const result = await update((netrc) =>
        netrc.set('api.example', { password: 's3cret-new' }).get('login'),
      )
      expect(result).toEqual({ path: file, changed: true, created: false, value: 'me' })
      expect(readFileSync(file, 'utf8')).toMatch(ARMORED)
      expect(plainText()).toBe(REFRESHED)
      expect(readdirSync(home)).toEqual(['.netrc.gpg'])
    })

    test('is never plain text on the disk or in the arguments of gpg', async () => {
      given(TEXT)
      const tools = join(root, `tools-${count}`)
      mkdirSync(tools)
      const seen = watchGpg(tools, home)
      vi.stubEnv('TMPDIR', home)
      await update((netrc) => netrc.set('api.example', { password: 's3cret-new' }))
      expect(seen()).toEqual({
        runs: ['--batch --quiet --decrypt', '-a --batch --default-recipient-self -e'],
        exposed: [],
      })
      expect(readFileSync(file, 'latin1')).not.toContain('s3cret')
      expect(readdirSync(home)).toEqual(['.netrc.gpg'])
      expect(plainText()).toBe(REFRESHED)
    })

    test('keeps bytes that are not UTF-8', async () => {
      const text = (login: string): Buffer =>
        Buffer.from(`# caf\xe9\nmachine a.example login ${login} # na\xefve\n`, 'latin1')
      given(text('old'))
      await update((netrc) => netrc.set('a.example', { login: 'new' }).name)
      expect(keyring.decrypt(file)).toEqual(text('new'))
    })

    test('is not changed by an edit that changes nothing, except for the permissions of others', async () => {
      given(TEXT)
      chmodSync(file, 0o644)
      const before = readFileSync(file)
      const { ino, mtimeMs } = statSync(file)
      const result = await update((netrc) => netrc.set('api.example', { login: 'me' }).name)
      expect(result).toEqual({ path: file, changed: false, created: false, value: 'api.example' })
      expect(readFileSync(file)).toEqual(before)
      expect(statSync(file)).toMatchObject({ ino, mtimeMs })
      expect(statSync(file).mode & 0o777).toBe(0o600)
    })

    test('is created for the user alone if it does not exist', async () => {
      const umask = process.umask(0)
      try {
        const result = await update(
          (netrc) => netrc.set('api.example', { login: 'me', password: 's3cret-new' }).name,
          { path: file },
        )
        expect(result).toMatchObject({ path: file, changed: true, created: true })
      } finally {
        process.umask(umask)
      }
      expect(statSync(file).mode & 0o777).toBe(0o600)
      expect(readFileSync(file, 'utf8')).toMatch(ARMORED)
      expect(plainText()).toBe('machine api.example\n  login me\n  password s3cret-new\n')
    })

    test('is filled if it is empty', async () => {
      writeFileSync(file, '')
      await update((netrc) => netrc.set('api.example', { password: 's3cret-new' }).name)
      expect(plainText()).toBe('machine api.example\n  password s3cret-new\n')
    })

    test('is an encrypted empty text after its last entry is gone', async () => {
      given('machine api.example password s3cret-old\n')
      await update((netrc) => netrc.delete('api.example'))
      expect(readFileSync(file, 'utf8')).toMatch(ARMORED)
      expect(plainText()).toBe('')
      expect(String(await readNetrc())).toBe('')
    })

    test('has what another program wrote meanwhile, because the edit runs again', async () => {
      given(TEXT)
      const seen: string[] = []
      await update((netrc) => {
        seen.push(String(netrc))
        if (seen.length === 1) given(`${TEXT}machine foreign.example password s3cret-foreign\n`)
        netrc.set('api.example', { password: 's3cret-new' })
      })
      const both = `${REFRESHED}machine foreign.example password s3cret-foreign\n`
      expect(seen).toEqual([TEXT, `${TEXT}machine foreign.example password s3cret-foreign\n`])
      expect(plainText()).toBe(both)
    })

    test('is created again if another program removed it meanwhile', async () => {
      given(TEXT)
      let runs = 0
      const result = await update(
        (netrc) => {
          if (++runs === 1) rmSync(file)
          netrc.set('api.example', { login: 'me' }).set('password', 's3cret-new')
        },
        { path: file },
      )
      expect(result).toMatchObject({ changed: true, created: true })
      expect(plainText()).toBe('machine api.example\n  login me\n  password s3cret-new\n')
    })
  })

  describe('at the end of a link with another name', () => {
    test.each(UPDATES)('is still encrypted, by $title', async ({ update }) => {
      given(TEXT)
      const link = join(home, 'netrc')
      symlinkSync('.netrc.gpg', link)
      expect(String(await readNetrc({ path: link }))).toBe(TEXT)
      expect(String(readNetrcSync({ path: link }))).toBe(TEXT)
      await update((netrc) => netrc.set('api.example', { password: 's3cret-new' }).name, {
        path: link,
      })
      expect(readFileSync(file, 'utf8')).toMatch(ARMORED)
      expect(plainText()).toBe(REFRESHED)
    })

    test('a link that ends in .gpg to a plain file needs no gpg', async () => {
      writeFileSync(join(home, 'plain'), TEXT)
      symlinkSync('plain', file)
      vi.stubEnv('PATH', home)
      expect(String(await readNetrc({ path: file }))).toBe(TEXT)
      updateNetrcSync((netrc) => netrc.set('api.example', { password: 's3cret-new' }).name, {
        path: file,
      })
      expect(readFileSync(join(home, 'plain'), 'utf8')).toBe(REFRESHED)
    })

    test('that appears during the edit makes the update run again', async () => {
      given(TEXT)
      const path = join(home, 'netrc')
      writeFileSync(join(home, 'plain'), TEXT)
      symlinkSync('plain', path)
      let runs = 0
      await updateNetrc(
        (netrc) => {
          if (++runs === 1) {
            rmSync(path)
            symlinkSync('.netrc.gpg', path)
            writeFileSync(join(home, 'plain'), '# meanwhile\n')
          }
          netrc.set('api.example', { password: 's3cret-new' })
        },
        { path },
      )
      expect(plainText()).toBe(REFRESHED)
      expect(readFileSync(join(home, 'plain'), 'utf8')).toBe('# meanwhile\n')
    })
  })

  test('is the right one, even if the working directory changes while gpg runs', async () => {
    given(TEXT)
    const before = process.cwd()
    process.chdir(home)
    try {
      const running = updateNetrc(
        (netrc) => {
          netrc.set('api.example', { password: 's3cret-new' })
        },
        { path: '.netrc.gpg' },
      )
      process.chdir(root)
      await running
    } finally {
      process.chdir(before)
    }
    expect(plainText()).toBe(REFRESHED)
    expect(readdirSync(root)).not.toContain('.netrc.gpg')
  })

  test('is an error, and does not end the process, if no descriptor is left', async () => {
    given(TEXT)
    const program = join(root, 'without-descriptors.mjs')
    writeFileSync(
      program,
      `import { openSync, closeSync } from 'node:fs'
       import { readNetrc, readNetrcSync } from ${JSON.stringify(DIST)}
       readNetrcSync({ path: process.argv[2] + '.missing' })
       const open = []
       try { for (;;) open.push(openSync('/dev/null')) } catch {}
       for (const descriptor of open.splice(-2)) closeSync(descriptor)
       const error = await readNetrc({ path: process.argv[2] }).catch((error) => error)
       for (const descriptor of open) closeSync(descriptor)
       console.log(error.code, error.path)`,
    )
    const { stdout, stderr } = spawnSync(
      'bash',
      ['-c', `ulimit -n 64 && exec "$0" "$@"`, process.execPath, program, file],
      { encoding: 'utf8' },
    )
    expect(stderr).toBe('')
    expect(stdout).toBe(`gpg ${file}\n`)
  })

  test('keeps all three updates that run at once', async () => {
    given(TEXT)
    const names = ['a.example', 'b.example', 'c.example']
    await Promise.all(
      names.map((name) =>
        updateNetrc((netrc) => {
          netrc.set(name, { password: 's3cret-new' })
        }),
      ),
    )
    const found = readNetrcSync().entries.map(({ name }) => name)
    expect(found.sort()).toEqual([...names, 'api.example', 'other.example'].sort())
  })
})
