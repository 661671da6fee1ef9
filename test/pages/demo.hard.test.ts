import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runDemo, scratch } from './demo/run.ts'

describe('the demo', () => {
  test('shows no secret of your own file, including its comments, and does not change the file', () => {
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

  test('counts bytes, not characters, even in a file that is not UTF-8', () => {
    const file = join(scratch, 'latin1.netrc')
    writeFileSync(
      file,
      Buffer.from('# caf\u00e9 \u00fc\nmachine a.example login \u00e9 password x\n', 'latin1'),
    )
    expect(runDemo([file]).stdout).toContain('\n46 of 46 bytes stayed the same.\n')
  })

  test('reports a file that it cannot read', () => {
    const { status, stdout, stderr } = runDemo([join(scratch, 'missing.netrc')])
    expect(status).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^demo: cannot read .*missing\.netrc: ENOENT/)
  })

  test('has a help text, and refuses unknown arguments', () => {
    expect(runDemo(['--help'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^usage:/),
    })
    expect(runDemo(['--unknown'])).toMatchObject({ status: 2, stdout: '' })
  })
})
