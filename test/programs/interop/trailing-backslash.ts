import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from '../../../src/core.ts'
import { describeWith, type ProgramName } from '../../support/programs.ts'
import { READERS } from '../../support/readers.ts'
import { isTold } from './trials.ts'

const LINE_AFTER = 'machine b.example login you password x\n'
const READ = ['me:s3cret\\', 'you:x']

/** What each program reads for both machines if the value is bare: the reason why it is quoted. */
const READ_BARE = {
  curl: READ,
  git: READ,
  // The backslash escapes the line break: the file is refused, or the line break becomes a part of the value.
  python3: ['error', 'error'],
  wget: ['me:s3cret\n', 'you:x'],
} as const
const PROGRAMS = ['curl', 'git', 'python3', 'wget'] as const

/** Asks a program what it reads for both machines of a file. */
async function readBoth(name: ProgramName, text: string): Promise<readonly string[]> {
  const home = mkdtempSync(join(tmpdir(), 'lossless-netrc-backslash-'))
  try {
    writeFileSync(join(home, '.netrc'), text, { mode: 0o600 })
    const [answers = []] = await READERS[name]([{ home, hosts: ['a.example', 'b.example'] }])
    return answers.map((answer) =>
      answer.kind === 'credentials' ? answer.bytes.toString() : answer.kind,
    )
  } finally {
    rmSync(home, { recursive: true })
  }
}

/** Tests how a value that ends in a backslash is written, and why so. */
export function testTrailingBackslash(): void {
  for (const name of PROGRAMS) {
    describeWith([name], `a password that ends in a backslash, in ${name}`, () => {
      test('is written in quotes, and is read, and so is the entry after it', async () => {
        const netrc = parse(`machine a.example login me\n${LINE_AFTER}`)
        netrc.set('a.example', { password: 's3cret\\' })
        const text = String(netrc)
        expect(text).toBe(`machine a.example login me password "s3cret\\\\"\n${LINE_AFTER}`)
        expect(await readBoth(name, text)).toEqual(READ)
      })

      // Another version may read it differently.
      test.runIf(isTold(name))('would be read like this if it were bare', async () => {
        const text = `machine a.example login me password s3cret\\\n${LINE_AFTER}`
        expect(await readBoth(name, text)).toEqual(READ_BARE[name])
      })
    })
  }
}
