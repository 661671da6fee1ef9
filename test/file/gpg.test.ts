import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type GpgJob, runGpg, runGpgSync } from '../../src/file/gpg.ts'
import { netrcErrorOf } from './caught.ts'
import { newPath } from './scratch.ts'

// How gpg is run: a script replaces gpg here. The real one has its own tests.

afterEach(() => {
  vi.unstubAllEnvs()
})

/** Makes a program named gpg that is found first, and returns its directory. */
function standIn(script: string): string {
  const program = newPath('gpg')
  writeFileSync(program, `#!/bin/sh\nPATH=/usr/bin:/bin\n${script}\n`)
  chmodSync(program, 0o755)
  vi.stubEnv('PATH', dirname(program))
  return dirname(program)
}

const WAYS = [
  { name: 'runGpg', start: runGpg },
  { name: 'runGpgSync', start: async (job: GpgJob): Promise<Uint8Array> => runGpgSync(job) },
]

const path = '/home/me/.netrc.gpg'
const job: GpgJob = { kind: 'decrypt', input: Buffer.from('s3cret'), path }

describe.each(WAYS)('$name', ({ start }) => {
  test('gives gpg the bytes, and returns those that it writes', async () => {
    standIn('cat; printf "\\377!"')
    const bytes = await start({ ...job, input: new Uint8Array([0, 255, 10]) })
    expect([...bytes]).toEqual([0, 255, 10, 255, 33])
  })

  test('transfers more than a pipe holds, both ways', async () => {
    standIn('exec cat')
    const input = new Uint8Array(3_000_000).fill(7)
    expect(Buffer.compare(await start({ ...job, input }), input)).toBe(0)
  })

  test('decrypts and encrypts as netrc-parser does', async () => {
    const directory = standIn('echo "$@" >> "$(dirname "$0")/arguments"; exec cat')
    await start(job)
    await start({ ...job, kind: 'encrypt' })
    expect(readFileSync(join(directory, 'arguments'), 'utf8')).toBe(
      '--batch --quiet --decrypt\n-a --batch --default-recipient-self -e\n',
    )
  })

  test('has no output if gpg has none', async () => {
    standIn('cat > /dev/null')
    expect(await start(job)).toHaveLength(0)
  })

  test('shows the reason that gpg gives, in one line, and the path', async () => {
    standIn('cat > /dev/null\necho "gpg: no key" >&2\necho "gpg: failed  " >&2\nexit 2')
    const error = await netrcErrorOf(() => start(job))
    expect(error.code).toBe('gpg')
    expect(error.message).toBe('gpg failed: gpg: failed')
    expect(error.path).toBe(path)
  })

  test('discards what gpg wrote before it failed', async () => {
    standIn('cat\necho "gpg: cut" >&2\nexit 1')
    const error = await netrcErrorOf(() => start(job))
    expect(error.message).toBe('gpg failed: gpg: cut')
  })

  test('shows the reason of a gpg that ends before it has read its input', async () => {
    standIn('echo "gpg: no key" >&2\nexit 2')
    const input = new Uint8Array(3_000_000)
    const error = await netrcErrorOf(() => start({ ...job, input }))
    expect(error.message).toBe('gpg failed: gpg: no key')
  })

  test('shows no control characters, which a terminal would obey', async () => {
    standIn(
      'cat > /dev/null\nprintf "gpg: \\033[2Jno\\tkey\\302\\205\\342\\200\\256\\r\\n" >&2\nexit 2',
    )
    const error = await netrcErrorOf(() => start(job))
    expect(error.message).toBe('gpg failed: gpg:  [2Jno key  ')
  })

  test('reports that the system cannot start it', async () => {
    standIn('exec cat')
    vi.stubEnv('LONG', 's3cret'.repeat(50_000))
    expect((await netrcErrorOf(() => start(job))).message).toBe(
      'gpg failed: it did not start (E2BIG)',
    )
  })

  test('does not wait for a gpg that never stops writing', async () => {
    standIn('trap "" TERM\nexec cat /dev/zero')
    expect((await netrcErrorOf(() => start(job))).code).toBe('too-large')
  })

  test('shows at most 200 characters of it', async () => {
    standIn('cat > /dev/null\nprintf "gpg: %0300d" 0 >&2\nexit 2')
    const { message } = await netrcErrorOf(() => start(job))
    expect(message).toBe(`gpg failed: gpg: ${'0'.repeat(195)}`)
  })

  test('does not accept more than 64 MiB', async () => {
    standIn('cat > /dev/null\nexec head -c 67108865 /dev/zero')
    const error = await netrcErrorOf(() => start(job))
    expect(error).toMatchObject({ code: 'too-large', path })
  })

  test('says how gpg ended if it gives no reason', async () => {
    standIn('kill -9 $$')
    const killed = await netrcErrorOf(() => start(job))
    expect(killed.code).toBe('gpg')
    expect(killed.message).toBe('gpg failed: ended by SIGKILL')
    standIn('cat > /dev/null\nexit 3')
    expect((await netrcErrorOf(() => start(job))).message).toBe('gpg failed: ended by status 3')
  })

  test('fails if gpg has not read everything, whatever its exit status', async () => {
    standIn('head -c 10')
    const input = new Uint8Array(3_000_000)
    const error = await netrcErrorOf(() => start({ ...job, kind: 'encrypt', input }))
    expect(error.message).toBe('gpg failed: it did not read everything')
  })

  test('fails if gpg encrypts to nothing, even if there is nothing to encrypt', async () => {
    standIn('cat > /dev/null')
    for (const input of [job.input, new Uint8Array()]) {
      const error = await netrcErrorOf(() => start({ ...job, kind: 'encrypt', input }))
      expect(error.message).toBe('gpg failed: it wrote nothing')
    }
  })

  test('fails if gpg is not installed, and says so', async () => {
    vi.stubEnv('PATH', dirname(newPath()))
    const error = await netrcErrorOf(() => start(job))
    expect(error.code).toBe('gpg')
    expect(error.message).toBe('gpg failed: it is not installed, or not in PATH')
    expect(error.path).toBe(path)
    expect(error.cause).toMatchObject({ code: 'ENOENT' })
  })
})
