import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { describeWith } from '../support/programs.ts'

const MAIN = fileURLToPath(new URL('../../examples/demo/main.ts', import.meta.url))
const SAMPLE = fileURLToPath(new URL('../../examples/demo/sample.netrc', import.meta.url))

const scratch = mkdtempSync(join(tmpdir(), 'lossless-netrc-demo-test-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

interface Outcome {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Run the demo as `npm run demo` does, with its temporary files where they can be counted. */
function runDemo(parameters: readonly string[], path = process.env.PATH): Outcome {
  return spawnSync(process.execPath, ['--import', 'tsx', MAIN, ...parameters], {
    encoding: 'utf8',
    env: { ...process.env, PATH: path, TMPDIR: scratch, TEMP: scratch },
    timeout: 20_000,
  })
}

const WITHOUT_CURL = `A login to api.heroku.com and git.heroku.com, on a copy of sample.netrc:

  …
  machine\tgit.heroku.com
  \tlogin\tanna@mail.example\t# since spring
- \tpassword\t••••••••
+ \tpassword\t(the new token)

    machine registry.example login anna •••••••• ••••••••   •••••••• ••••••••
  …
      login anna

+ machine api.heroku.com
+     login anna@mail.example
+     password    (the new token)
  # For everything else
  default login anonymous password ••••••••
  …

504 of 520 bytes stayed the same.

curl is not installed: what it would send is not shown.
`

describe('the demo', () => {
  test('shows what a login changes in the sample, and goes on without curl', () => {
    const given = readFileSync(SAMPLE)
    const { status, stdout } = runDemo([], '')
    expect(stdout).toBe(WITHOUT_CURL)
    expect(status).toBe(0)
    expect(readFileSync(SAMPLE)).toEqual(given)
  })

  test('shows no secret of the sample, nor the new one', () => {
    const { stdout, stderr } = runDemo([])
    const secrets = ['s3cret', 'HRKU', '8443']
    // Each of them is there to be found.
    const sample = readFileSync(SAMPLE, 'utf8')
    expect(sample.match(/\S*s3cret\S*/g)).toHaveLength(7)
    for (const secret of secrets) expect(stdout + stderr).not.toContain(secret)
  })

  test('shows no secret of a file of one’s own, its comments included, and leaves the file alone', () => {
    const file = join(scratch, 'own.netrc')
    const given = [
      '# was s3cret-1 before',
      'machine a.example login me password my own s3cret-2',
      'machine api.heroku.com login me password s3cret-3 # s3cret-4',
      'macdef init',
      'user me s3cret-5',
      '',
      'machine b.example password "s3cret-6 \\" s3cret-7" account s3cret-8 s3cret-9',
      'machine \u001b]0;title\u0007c.example password "s3cret-10',
    ].join('\n')
    writeFileSync(file, given)
    const { stdout, stderr } = runDemo([file])
    for (const name of ['a.example', 'macdef init', 'b.example', 'c.example', '+ machine git']) {
      expect(stdout).toContain(name)
    }
    expect(stdout + stderr).not.toMatch(/s3cret|own s|HRKU/)
    expect(stdout).not.toContain('\u001b')
    expect(readFileSync(file, 'utf8')).toBe(given)
  })

  test('counts bytes, not characters, also of a file that is not UTF-8', () => {
    const file = join(scratch, 'latin1.netrc')
    writeFileSync(
      file,
      Buffer.from('# caf\u00e9 \u00fc\nmachine a.example login \u00e9 password x\n', 'latin1'),
    )
    expect(runDemo([file]).stdout).toContain('\n46 of 46 bytes stayed the same.\n')
  })

  test('tells of a file that it cannot read', () => {
    const { status, stdout, stderr } = runDemo([join(scratch, 'missing.netrc')])
    expect(status).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^demo: cannot read .*missing\.netrc: ENOENT/)
  })

  test('explains itself, and refuses what it does not know', () => {
    expect(runDemo(['--help'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^usage:/),
    })
    expect(runDemo(['--unknown'])).toMatchObject({ status: 2, stdout: '' })
  })

  test('leaves nothing behind', () => {
    runDemo([])
    const left = readdirSync(scratch).filter((name) => name.startsWith('lossless-netrc-demo-'))
    expect(left).toEqual([])
  })
})

describeWith(['curl'], 'the demo with curl', () => {
  test('shows that curl sends the new token for both hosts', () => {
    const { status, stdout } = runDemo([])
    expect(status).toBe(0)
    for (const host of ['api.heroku.com', 'git.heroku.com']) {
      expect(stdout).toContain(
        `$ curl -n http://${host}/account\n` +
          '{"email":"anna@mail.example"}  (the server was sent anna@mail.example and the new token)\n',
      )
    }
  })
})
