import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { newPath } from './scratch.ts'

const built = new URL('../../dist/index.js', import.meta.url)
const builtCommonJs = fileURLToPath(new URL('index.cjs', built))

/** Runs first: records each use of `process.env`, and each call of `node:fs`. */
const WATCH = `
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
const seen = []
const variables = {}
for (const trap of ['get', 'has', 'ownKeys', 'getOwnPropertyDescriptor']) {
  variables[trap] = (target, name, ...rest) => {
    seen.push('environment ' + String(name))
    return Reflect[trap](target, name, ...rest)
  }
}
process.env = new Proxy(process.env, variables)
for (const calls of [fs, fs.promises]) {
  for (const [name, call] of Object.entries(calls)) {
    if (typeof call !== 'function' || /^[A-Z]/.test(name)) continue
    calls[name] = (...rest) => {
      seen.push('call ' + name + ' ' + String(rest[0]))
      return Reflect.apply(call, calls, rest)
    }
  }
}
syncBuiltinESMExports()
export default seen
`

/** Returns what a program does after the recording has begun. */
function seenBy(program: string): string[] {
  const path = newPath('main.mjs')
  const write = (name: string, text: string) => writeFileSync(join(dirname(path), name), text)
  write('watch.mjs', WATCH)
  write('nothing.mjs', '')
  write('nothing.cjs', '')
  writeFileSync(
    path,
    [
      "import seen from './watch.mjs'",
      "import { createRequire } from 'node:module'",
      'const require = createRequire(import.meta.url)',
      program,
      'console.log(JSON.stringify(seen))',
    ].join('\n'),
  )
  const stdout = execFileSync(process.execPath, [path], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
    timeout: 20_000,
  })
  return JSON.parse(stdout)
}

/** Replaces the paths of loaded files, because Node itself reads files to load them. */
function anyFile(seen: readonly string[]): Set<string> {
  const directory = fileURLToPath(new URL('.', built))
  return new Set(
    seen.map((step) => {
      const isLoaded = step.includes(directory) || /nothing\.[cm]js$/.test(step)
      return isLoaded ? step.replace(/(?:file:)?\/.*/, 'FILE') : step
    }),
  )
}

describe('importing the package', () => {
  test('is tested with the built package', () => {
    expect(existsSync(built)).toBe(true)
    expect(existsSync(builtCommonJs)).toBe(true)
  })

  test('touches no file and no environment variable', () => {
    const importing = seenBy(`await import(${JSON.stringify(built.href)})`)
    const nothing = seenBy("await import('./nothing.mjs')")
    expect(anyFile(importing)).toEqual(anyFile(nothing))
  })

  test('requiring it does not either', () => {
    const requiring = seenBy(`require(${JSON.stringify(builtCommonJs)})`)
    const nothing = seenBy("require('./nothing.cjs')")
    expect(anyFile(requiring)).toEqual(anyFile(nothing))
  })

  test('a call of netrcPath does, and is seen', () => {
    const seen = seenBy(
      `const { netrcPath } = await import(${JSON.stringify(built.href)}); netrcPath()`,
    )
    expect(seen).toContain('environment NETRC')
    expect(seen.filter((step) => step.startsWith('call lstatSync'))).not.toEqual([])
  })
})
