import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  isNetrcError,
  type NetrcError,
  readCredentials,
  readNetrcSync,
  updateNetrc,
  updateNetrcSync,
} from '../../src/index.ts'
import { describeUnlessMissing } from '../support/requirements.ts'
import { hasGpg, type Keyring, makeKeyring } from './keyring.ts'

// If gpg fails, the file stays unchanged and the error has gpg's reason.

const TEXT = 'machine api.example login me password s3cret-old\n'

type Edit = Parameters<typeof updateNetrc<void>>[0]
interface Call {
  readonly title: string
  readonly isEdit: boolean
  call(edit: Edit): unknown
}

const CALLS: readonly Call[] = [
  { title: 'updateNetrc', isEdit: true, call: (edit) => updateNetrc(edit) },
  { title: 'updateNetrcSync', isEdit: true, call: (edit) => updateNetrcSync(edit) },
  { title: 'readCredentials', isEdit: false, call: () => readCredentials('api.example') },
  { title: 'readNetrcSync', isEdit: false, call: () => readNetrcSync() },
]

/** Returns what a call throws, or what its promise rejects with: an error of this library. */
async function errorOf(call: () => unknown): Promise<NetrcError> {
  try {
    await call()
  } catch (error) {
    if (isNetrcError(error)) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

function logIn(netrc: Parameters<Edit>[0]): void {
  netrc.set('api.example', { login: 'me', password: 's3cret-new' })
}

describeUnlessMissing(hasGpg() ? [] : ['gpg'], 'If gpg fails', () => {
  let owner: Keyring
  let stranger: Keyring
  let root: string
  let home: string
  let file: string
  let count = 0
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'netrc-gpg-'))
    owner = makeKeyring('with a key')
    stranger = makeKeyring('empty')
  })
  afterAll(() => {
    owner?.close()
    stranger?.close()
    rmSync(root, { recursive: true, force: true })
  })
  beforeEach(() => {
    home = join(root, String(count++))
    mkdirSync(home)
    file = join(home, '.netrc.gpg')
    vi.stubEnv('HOME', home)
    vi.stubEnv('NETRC', file)
  })
  afterEach(() => {
    vi.unstubAllEnvs()
  })

  describe.each(CALLS)('$title', ({ call, isEdit }) => {
    /** Returns the error. Asserts what must be true of every error. */
    async function failureOn(content: string | Buffer): Promise<NetrcError> {
      writeFileSync(file, content, { mode: 0o600 })
      const before = readFileSync(file)
      let runs = 0
      const error = await errorOf(() =>
        call((netrc) => {
          runs++
          logIn(netrc)
        }),
      )
      expect(error).toMatchObject({ code: 'gpg', path: file })
      expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain('s3cret')
      expect(readFileSync(file).equals(before)).toBe(true)
      expect(readdirSync(home)).toEqual(['.netrc.gpg'])
      expect(runs).toBe(0)
      return error
    }

    test('reports that there is no key', async () => {
      stranger.use()
      const error = await failureOn(owner.encrypt(TEXT))
      expect(error.message).toMatch(/^gpg failed: .*decryption failed: No secret key$/)
    })

    test('reports that the file is not a gpg message', async () => {
      owner.use()
      const error = await failureOn(TEXT)
      expect(error.message).toMatch(/^gpg failed: .*decrypt_message failed/)
    })

    test('reports that a large file is not a gpg message', async () => {
      owner.use()
      const error = await failureOn(TEXT.repeat(10_000))
      expect(error.message).toMatch(/^gpg failed: .*decrypt_message failed/)
    })

    test('reports that a message is damaged', async () => {
      owner.use()
      const error = await failureOn(owner.encrypt(TEXT).subarray(0, -80))
      expect(error.message).toMatch(/^gpg failed: gpg: ./)
    })

    test('reports that gpg is not installed', async () => {
      const content = owner.encrypt(TEXT)
      vi.stubEnv('PATH', home)
      const error = await failureOn(content)
      expect(error.message).toMatch(/^gpg failed: it is not installed/)
      expect(error.cause).toMatchObject({ code: 'ENOENT' })
    })

    if (!isEdit) return

    test.each([
      ['a small', 1],
      ['a large', 10_000],
    ])(
      'reports that there is no key to encrypt %s new file with, and creates none',
      async (_, size) => {
        stranger.use()
        const error = await errorOf(() =>
          call((netrc) => {
            netrc.set('api.example', { password: 's3cret-new'.repeat(size) })
          }),
        )
        expect(error).toMatchObject({ code: 'gpg', path: file })
        expect(error.message).toMatch(/^gpg failed: .*encryption failed: No user ID$/)
        expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain('s3cret')
        expect(existsSync(file)).toBe(false)
        expect(readdirSync(home)).toEqual([])
      },
    )

    test('keeps the file if it can be decrypted but not encrypted', async () => {
      owner.use()
      const before = owner.encrypt(TEXT)
      writeFileSync(file, before)
      const error = await errorOf(() =>
        call((netrc) => {
          stranger.use() // the key is removed between the two runs
          logIn(netrc)
        }),
      )
      expect(error.message).toMatch(/^gpg failed: .*encryption failed: No user ID$/)
      expect(readFileSync(file).equals(before)).toBe(true)
      expect(readdirSync(home)).toEqual(['.netrc.gpg'])
    })
  })
})
