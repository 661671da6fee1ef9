import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { describeWith } from '../support/programs.ts'
import { type Outcome, runDemo, SAMPLE, scratch } from './demo/run.ts'

let outcome: Outcome | undefined

/** Returns the output of the demo on its own sample. It runs only once. */
function runOnSample(): Outcome {
  outcome ??= runDemo([])
  return outcome
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

curl is not installed: cannot show what it would send.

The check of the file for these machines:
  will not see the login: Python (line 12: Python rejects the whole file for this word, and other programs pair the words after it differently. Remove the word, or quote the whole value.)
  may not see the login:  curl, curl 8.11, curl 7.84, Git, Wget, git-credential-netrc, the Heroku CLI
`

describe('the demo', () => {
  test('shows what a login changes in the sample, and continues without curl', () => {
    const given = readFileSync(SAMPLE)
    const { status, stdout } = runDemo([], '')
    expect(stdout).toBe(WITHOUT_CURL)
    expect(status).toBe(0)
    expect(readFileSync(SAMPLE)).toEqual(given)
  })

  test('shows no secret of the sample, and not the new one', () => {
    const { stdout, stderr } = runOnSample()
    const secrets = ['s3cret', 'HRKU', '8443']
    // Make sure that the sample has each of them.
    const sample = readFileSync(SAMPLE, 'utf8')
    expect(sample.match(/\S*s3cret\S*/g)).toHaveLength(7)
    for (const secret of secrets) expect(stdout + stderr).not.toContain(secret)
  })

  test('leaves nothing else', () => {
    runOnSample()
    const left = readdirSync(scratch).filter((name) => name.startsWith('lossless-netrc-demo-'))
    expect(left).toEqual([])
  })
})

describeWith(['curl'], 'the demo with curl', () => {
  test('shows that curl sends the new token for both hosts', () => {
    const { status, stdout } = runOnSample()
    expect(status).toBe(0)
    for (const host of ['api.heroku.com', 'git.heroku.com']) {
      expect(stdout).toContain(
        `$ curl -n http://${host}/account\n` +
          '{"email":"anna@mail.example"}  (the server was sent anna@mail.example and the new token)\n',
      )
    }
  })
})
