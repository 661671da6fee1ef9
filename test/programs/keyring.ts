import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { vi } from 'vitest'

/** Returns whether gpg is installed. */
export function hasGpg(): boolean {
  return spawnSync('gpg', ['--version']).status === 0
}

/** A home directory of gpg with or without a key. */
export interface Keyring {
  encrypt(text: string | Buffer): Buffer
  /** Returns what gpg reads in a file. */
  decrypt(path: string): Buffer
  /** Makes gpg use this keyring by default. */
  use(): void
  /** Ends gpg's agent and removes the directory. */
  close(): void
}

/** Makes a keyring. Its key has no passphrase, and is gpg's default key. */
export function makeKeyring(kind: 'with a key' | 'empty'): Keyring {
  // A short name, because the path of the agent's socket has at most 108 bytes.
  const home = mkdtempSync(join(tmpdir(), 'g-'))
  if (kind === 'with a key') {
    const user = 'Test <test@user.example>'
    const key = ['--quick-gen-key', user, 'future-default', 'default', 'never']
    gpg(home, ['--passphrase', '', ...key])
  }
  return {
    encrypt: (text) => gpg(home, ['--armor', '--default-recipient-self', '--encrypt'], text),
    decrypt: (path) => gpg(home, ['--decrypt', path]),
    use: () => {
      vi.stubEnv('GNUPGHOME', home)
      vi.stubEnv('LC_ALL', 'C')
    },
    close: () => {
      spawnSync('gpgconf', ['--kill', 'all'], { env: { ...process.env, GNUPGHOME: home } })
      rmSync(home, { recursive: true, force: true })
    },
  }
}

function gpg(home: string, words: readonly string[], input: string | Buffer = ''): Buffer {
  const { status, stdout, stderr } = spawnSync('gpg', ['--batch', '--quiet', ...words], {
    env: { ...process.env, GNUPGHOME: home },
    input,
  })
  if (status !== 0) throw new Error(`gpg failed: ${stderr}`)
  return stdout
}

/** The observations of all runs of gpg. */
export interface Watch {
  /** The arguments of each run. */
  readonly runs: string[]
  /** The files of the watched directory that showed a secret. */
  readonly exposed: string[]
}

/** Makes each run of gpg be recorded, and a directory be searched for secrets before and after it. */
export function watchGpg(home: string, watched: string): () => Watch {
  const folder = join(home, 'bin')
  const [runs, exposed] = [join(home, 'runs'), join(home, 'exposed')]
  mkdirSync(folder)
  for (const file of [runs, exposed]) writeFileSync(file, '')
  const script = `#!/bin/sh
echo "$*" >> '${runs}'
grep --recursive --files-with-matches s3cret '${watched}' >> '${exposed}'
PATH='${process.env.PATH}' gpg "$@"
status=$?
grep --recursive --files-with-matches s3cret '${watched}' >> '${exposed}'
exit $status
`
  writeFileSync(join(folder, 'gpg'), script, { mode: 0o755 })
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env.PATH}`)
  return () => ({ runs: linesOf(runs), exposed: linesOf(exposed) })
}

function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8').split('\n').slice(0, -1)
}
