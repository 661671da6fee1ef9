import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { installPacked } from '../support/packed-package.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const TSC = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')

/** What each entry point exports when it runs. */
const EXPORTS = {
  'lossless-netrc': [
    'NetrcError',
    'isNetrcError',
    'lex',
    'maskSecrets',
    'netrcPath',
    'parse',
    'readCredentials',
    'readCredentialsSync',
    'readNetrc',
    'readNetrcSync',
    'serialize',
    'updateNetrc',
    'updateNetrcSync',
  ],
  'lossless-netrc/check': ['check', 'programs'],
  'lossless-netrc/core': ['NetrcError', 'isNetrcError', 'lex', 'maskSecrets', 'parse', 'serialize'],
}
/** The types that both entry points export. */
const TYPES = [
  'Credentials',
  'Diagnostic',
  'DiagnosticCode',
  'Entry',
  'Lookup',
  'Macro',
  'NetrcDocument',
  'NetrcError',
  'NetrcErrorCode',
  'Place',
  'Position',
  'Range',
  'ReadonlyEntry',
  'ReadonlyNetrcDocument',
  'Selector',
]

const project = mkdtempSync(join(tmpdir(), 'lossless-netrc-package-'))
afterAll(() => rmSync(project, { recursive: true, force: true }))

/** The paths that `npm pack` has put into the package. */
let packed: readonly string[] = []

beforeAll(() => {
  if (!existsSync(join(ROOT, 'dist', 'core.js'))) {
    throw new Error('dist is missing: npm test builds it first, like npm run build')
  }
  packed = installPacked(project)
}, 120_000)

/** Writes a file of the scratch project. */
function write(name: string, content: string): string {
  const path = join(project, name)
  writeFileSync(path, content)
  return path
}

/** Runs a program in the scratch project, and reads the JSON that it prints. */
function runProgram(name: string, source: string): unknown {
  const stdout = execFileSync(process.execPath, [write(name, source)], {
    cwd: project,
    encoding: 'utf8',
    timeout: 20_000,
  })
  return JSON.parse(stdout)
}

/** Returns the complaints of the compiler, with the types of these programs resolved in one way. */
function complaintsAbout(files: readonly string[], ...options: readonly string[]): string {
  const strict = ['--strict', '--noEmit', '--skipDefaultLibCheck', '--target', 'es2022']
  try {
    return execFileSync(process.execPath, [TSC, ...strict, ...options, ...files], {
      cwd: project,
      encoding: 'utf8',
      timeout: 60_000,
    })
  } catch (error) {
    return String(Object(error).stdout)
  }
}

describe('the content', () => {
  test('is the built code, the documents, and nothing else', () => {
    const others = packed.filter((path) => !/^(dist|docs)\//.test(path))
    expect(others.sort()).toEqual([
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'package.json',
    ])
  })

  test('is code and types for both module systems, without maps, sources or tests', () => {
    const built = packed.filter((path) => path.startsWith('dist/'))
    for (const name of ['check', 'core', 'index']) {
      for (const ending of ['js', 'cjs', 'd.ts', 'd.cts']) {
        expect(built).toContain(`dist/${name}.${ending}`)
      }
    }
    for (const path of built) expect(path).toMatch(/^dist\/[\w-]+\.(js|cjs|d\.ts|d\.cts)$/)
  })

  test('uses no module of Node in the core and the check', () => {
    const seen = new Set<string>()
    const read = (file: string): string => {
      seen.add(file)
      const text = readFileSync(join(ROOT, 'dist', file), 'utf8')
      const imported = [...text.matchAll(/(?:from|import|require)\s*\(?\s*['"]([^'"]+)['"]/g)]
      const files = imported.flatMap(([, name = '']) =>
        name.startsWith('./') ? name.slice(2) : [],
      )
      expect(imported.length).toBe(files.length)
      return text + files.map((name) => (seen.has(name) ? '' : read(name))).join('')
    }
    for (const entry of ['core.js', 'core.cjs', 'check.js', 'check.cjs']) {
      seen.clear()
      const text = read(entry)
      expect(text).toContain('invalid-argument')
      expect(text).not.toMatch(/node:|\bprocess\.|\bBuffer\b/)
    }
  })
})

describe('the installed package', () => {
  const print = (name: string): string => `console.log(JSON.stringify(${name}))`

  test.each(Object.entries(EXPORTS))(
    '%s exports the same names as ESM and as CJS',
    (name, names) => {
      const imported = runProgram(
        'names.mjs',
        `import * as all from '${name}'\n${print('Object.keys(all).sort()')}`,
      )
      const required = runProgram(
        'names.cjs',
        `const all = require('${name}')\n${print('Object.keys(all).sort()')}`,
      )
      expect(imported).toEqual([...names].sort())
      expect(required).toEqual([...names].sort())
    },
  )

  test('exports its manifest, and no internal files', () => {
    const program = [
      'const outcome = (name) => { try { return require(name).name } catch (error) { return error.code } }',
      print(
        "['lossless-netrc/package.json', 'lossless-netrc/dist/core.cjs', 'lossless-netrc/consumers'].map(outcome)",
      ),
    ].join('\n')
    expect(runProgram('manifest.cjs', program)).toEqual([
      'lossless-netrc',
      'ERR_PACKAGE_PATH_NOT_EXPORTED',
      'ERR_PACKAGE_PATH_NOT_EXPORTED',
    ])
  })

  test('changes a file with both copies in one process, which recognize each other’s errors', () => {
    const program = `
      import { createRequire } from 'node:module'
      import * as esm from 'lossless-netrc'
      import * as esmCore from 'lossless-netrc/core'
      const require = createRequire(import.meta.url)
      const copies = [esm, esmCore, require('lossless-netrc'), require('lossless-netrc/core')]
      const texts = copies.map(({ parse }) => {
        const netrc = parse('machine a.example password old # c\\n')
        netrc.set('a.example', { password: 'new' })
        return String(netrc)
      })
      const errors = copies.map(({ parse }) => {
        try {
          parse('').add('', {})
        } catch (error) {
          return error
        }
      })
      const accepted = copies.map(({ isNetrcError }) => errors.map(isNetrcError))
      const instances = copies.map(({ NetrcError }) => errors.map((error) => error instanceof NetrcError))
      const [entry] = esm.parse('machine a.example\\n')
      let foreign
      try {
        copies[2].parse('machine a.example\\n').delete(entry)
      } catch (error) {
        foreign = error.code
      }
      console.log(JSON.stringify({ texts, accepted, instances, foreign }))
    `
    const yes = [true, true, true, true]
    expect(runProgram('copies.mjs', program)).toEqual({
      texts: Array(4).fill('machine a.example password new # c\n'),
      accepted: [yes, yes, yes, yes],
      // One class for each way to load it, from any entry point, which is why isNetrcError exists.
      instances: [
        [true, true, false, false],
        [true, true, false, false],
        [false, false, true, expect.any(Boolean)],
        [false, false, expect.any(Boolean), true],
      ],
      foreign: 'invalid-argument',
    })
  })

  test('shows no secret when it is printed', () => {
    const program = `
      const { inspect } = require('node:util')
      const netrc = require('lossless-netrc').parse('machine a.example login u password s3cret\\n')
      const options = { showHidden: true, getters: true, customInspect: false, depth: 9 }
      const shown = [netrc, ...netrc].flatMap((thing) => [inspect(thing), inspect(thing, options)])
      console.log(JSON.stringify(shown.join('')))
    `
    const shown = runProgram('secret.cjs', program)
    expect(shown).toContain('a.example')
    expect(shown).not.toContain('s3cret')
  })

  test('touches no file and no environment variable when it is imported', () => {
    const program = `
      const touched = []
      const watch = (object, name) => new Proxy(object, {
        get(target, key, receiver) {
          if (typeof key === 'string') touched.push(name + '.' + key)
          return Reflect.get(target, key, target)
        },
      })
      const environment = process.env
      Object.defineProperty(process, 'env', { value: watch(environment, 'env') })
      for (const name of ['lossless-netrc', 'lossless-netrc/core']) require(name)
      console.log(JSON.stringify(touched.filter((key) => !key.startsWith('env.NODE'))))
    `
    expect(runProgram('import.cjs', program)).toEqual([])
  })
})

describe('the types', () => {
  const program = (name: string): string => `
    import { isNetrcError, parse, type Credentials, type Entry } from '${name}'
    import { lex, serialize, type Token, type TokenKind } from 'lossless-netrc/core'
    import type { CredentialsOptions, FileOptions, UpdateOptions, UpdateResult } from 'lossless-netrc'
    import { readCredentials, updateNetrcSync } from 'lossless-netrc'
    import type { ${TYPES.map((type) => `${type} as ${type}Type`).join(', ')} } from '${name}'
    const netrc: NetrcDocumentType = parse('machine a.example')
    const entry: Entry = netrc.set('a.example', { login: 'u', password: undefined } satisfies Credentials)
    const fields: ReadonlyMap<string, string> = entry.set('port', '1').fields
    const login: string | undefined = netrc.get('a.example', { login: 'u' })?.login
    const bytes: Uint8Array = netrc.toBytes()
    const text: string = serialize(lex(String(netrc)))
    try { netrc.delete(entry) } catch (error) { if (isNetrcError(error)) error.code satisfies NetrcErrorCodeType }
    // @ts-expect-error the names are login, password and account
    netrc.set('a.example', { passwrod: 'x' })
    const token: Promise<string | undefined> = readCredentials('a.example').then((found) => found?.password)
    const changed: boolean = updateNetrcSync((all) => all.delete('a.example')).value
    // @ts-expect-error an edit is synchronous
    const wait = () => updateNetrcSync(async () => 1)
    // @ts-expect-error an edit that is only sometimes asynchronous
    const waitOrNot = () => updateNetrcSync((all) => all.has('a.example') && Promise.resolve(1))
    const unknown: unknown = updateNetrcSync((): unknown => JSON.parse('1')).value
    const either: number | undefined = updateNetrcSync((all) => (all.has('a') ? 1 : undefined)).value
    const nothing: void = updateNetrcSync(() => {}).value
    // @ts-expect-error a document that is read cannot be edited
    const edit = (read: ReadonlyNetrcDocumentType) => read.delete('a.example')
    // @ts-expect-error what is read cannot be assigned to
    entry.login = 'u'
    // @ts-expect-error what a document gives cannot be changed
    netrc.entries.pop()
    export { bytes, changed, edit, either, fields, login, nothing, text, token, unknown, wait, waitOrNot }
    export type { CredentialsOptions, FileOptions, Token, TokenKind, UpdateOptions, UpdateResult }
    export type { ${TYPES.map((type) => `${type}Type`).join(', ')} }
  `

  const programOfCheck = `
    import { check, programs } from 'lossless-netrc/check'
    import type { CheckOptions, Finding, FindingCode, Program, ProgramInfo } from 'lossless-netrc/check'
    import { parse } from 'lossless-netrc/core'
    const all: readonly Program[] = programs.map(({ name }: ProgramInfo) => name)
    const options: CheckOptions = { programs: all, machine: 'a.example', mode: 0o600 }
    const findings: Finding[] = check(parse(''), options)
    const codes: readonly FindingCode[] = findings.map(({ code }) => code)
    // @ts-expect-error no program has this name
    check('', { programs: ['curl', 'crul'] })
    export { codes }
  `

  test('resolve in Node, for every entry point, in both module systems', () => {
    const files = Object.keys(EXPORTS).flatMap((name) =>
      ['mts', 'cts'].map((ending) => {
        const file = `types-${name.replace('/', '-')}.${ending}`
        write(file, name.endsWith('check') ? programOfCheck : program(name))
        return file
      }),
    )
    expect(complaintsAbout(files, '--module', 'nodenext')).toBe('')
  })

  test('resolve in a bundler, and bytes are what Blob and Response accept', () => {
    write('types-bundler.ts', program('lossless-netrc/core'))
    write(
      'types-bytes.ts',
      `import { parse } from 'lossless-netrc'
      export const bodies = [new Blob([parse('').toBytes()]), new Response(parse('').toBytes())]`,
    )
    const options = ['--module', 'esnext', '--moduleResolution', 'bundler', '--lib', 'es2022,dom']
    expect(complaintsAbout(['types-bundler.ts', 'types-bytes.ts'], ...options)).toBe('')
  })

  test('report mistakes', () => {
    write('types-wrong.mts', `import { parse } from 'lossless-netrc'\nparse(1)\n`)
    expect(complaintsAbout(['types-wrong.mts'], '--module', 'nodenext')).toContain('TS2345')
  })
})
