import { expect, test } from 'vitest'
import { parse } from '../../../src/core.ts'
import { describeWith, isTold } from '../../support/programs.ts'
import { readTexts } from '../../support/readers.ts'

const HOSTS = ['a.example', 'b.example']
const LINE_AFTER = 'machine b.example login you password x\n'
const READ = ['me:s3cret\\', 'you:x']

/** What each program reads for both machines if the value is bare, which is why it is quoted. */
const READ_BARE = {
  curl: READ,
  git: READ,
  // The backslash escapes the line break: the file is refused, or the line break becomes part of the value.
  python3: ['error', 'error'],
  wget: ['me:s3cret\n', 'you:x'],
} as const
const PROGRAMS = ['curl', 'git', 'python3', 'wget'] as const

/** Tests how a value that ends in a backslash is written, and why. */
export function testTrailingBackslash(): void {
  for (const name of PROGRAMS) {
    describeWith([name], `a password that ends in a backslash, in ${name}`, () => {
      test('is written in quotes and read, and so is the entry after it', async () => {
        const netrc = parse(`machine a.example login me\n${LINE_AFTER}`)
        netrc.set('a.example', { password: 's3cret\\' })
        const text = String(netrc)
        expect(text).toBe(`machine a.example login me password "s3cret\\\\"\n${LINE_AFTER}`)
        expect(await readTexts(name, [{ text, hosts: HOSTS }])).toEqual([READ])
      })

      // Other versions may read it differently.
      test.runIf(isTold(name))('would be read like this without quotes', async () => {
        const text = `machine a.example login me password s3cret\\\n${LINE_AFTER}`
        expect(await readTexts(name, [{ text, hosts: HOSTS }])).toEqual([READ_BARE[name]])
      })
    })
  }
}
