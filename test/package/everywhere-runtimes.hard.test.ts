import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'lossless-netrc'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeUnlessMissing } from '../support/requirements.ts'
import { PLAYED } from './everywhere/browser.ts'
import { makePackedProject, missing, type PackedProject } from './everywhere/packed-project.ts'
import { RUNTIMES, type Runtime, run, SEALED_DENO } from './everywhere/runtimes.ts'

// The packed tarball on every runtime: test/package/everywhere/programs/scenario.cjs as ESM and as CommonJS.

let project: PackedProject
beforeAll(() => {
  project = makePackedProject()
}, 120_000)
afterAll(() => project?.remove())

const filesOf = (runtimes: readonly Runtime[]): string[] =>
  runtimes.flatMap(({ file = [] }) => file)

describe.each(['esm.mjs', 'cjs.cjs'])('%s', (program) => {
  for (const runtime of RUNTIMES) {
    describeUnlessMissing(missing(filesOf([runtime])), runtime.title, () => {
      test('edits strings, reads and updates the file, recognizes its errors, and shows no secret', async () => {
        const path = join(project.folder, `${runtime.title} ${program}.netrc`)
        const output = await run(runtime, project.folder, path, [program])
        const [shown = '', played = ''] = output.split('\n\n{')
        expect(JSON.parse(`{${played}`)).toEqual({
          runtime: runtime.title,
          text: `# tokens
machine a.example login anna password n3w-s3cret port 8443 # work
machine c.example
  login cleo
  password th1rd-s3cret
default login guest
`,
          bytes: [0x23, 0xff, 0x0a],
          textOfTokens: `# tokens
machine a.example login anna password s3cret # work
machine b.example
  login ben
  password "two words"
default login guest
`,
          path,
          created: { path, changed: true, created: true },
          changed: { path, changed: true, created: false, value: 'machine' },
          unchanged: { path, changed: false, created: false, value: false },
          file: `machine api.example
  login anna
  password s3cret
machine git.example
  login ben
`,
          found: { login: 'anna', password: 's3cret' },
          foundByUrl: { login: 'anna', password: 's3cret' },
          isMissing: true,
          codes: ['unwritable-value', 'async-edit', 'not-a-file'],
          recognized: [
            [true, true, true],
            [true, true, true],
            [true, true, true],
          ],
        })
        expect(statSync(path).mode & 0o777).toBe(0o600)
        expect(shown.match(/api\.example/g)).toHaveLength(3)
        expect(shown).toContain('this is not a regular file')
        expect(shown).not.toMatch(/s3cret/)
      }, 120_000)
    })
  }
})

describeUnlessMissing(missing(filesOf([SEALED_DENO])), SEALED_DENO.title, () => {
  test('runs the core without permissions', async () => {
    const played = await run(SEALED_DENO, project.folder, '', ['core.mjs'])
    expect(JSON.parse(played)).toEqual(PLAYED)
  }, 120_000)
})

describeUnlessMissing(missing(filesOf(RUNTIMES)), 'one file', () => {
  test('loses nothing if every runtime updates it at once', async () => {
    const path = join(project.folder, 'shared.netrc')
    const names = RUNTIMES.map((_, index) => `runtime${index}`)
    await Promise.all(
      RUNTIMES.map((runtime, index) =>
        run(runtime, project.folder, path, ['adder.mjs', `${names[index]}`]),
      ),
    )
    const netrc = parse(readFileSync(path, 'utf8'))
    const expected = names.flatMap((name) =>
      [...Array(10).keys()].map((at) => `${name}-${at}.example`),
    )
    expect(netrc.entries.map(({ name }) => name).sort()).toEqual(expected.sort())
  }, 120_000)
})
