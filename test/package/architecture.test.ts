import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** The files that only the check uses. */
const FOR_CHECK = ['check-api.ts', 'entry-facts.ts', 'statements.ts']
/** The files of the core. Each imports only from files above it. */
const LAYERS = [
  'api.ts',
  'check-api.ts',
  'bytes.ts',
  'syntax.ts',
  'errors.ts',
  'arguments.ts',
  'position.ts',
  'quote.ts',
  'token.ts',
  'candidate.ts',
  'serializer.ts',
  'lexer.ts',
  'mask.ts',
  'fast-path.ts',
  'parser.ts',
  'value.ts',
  'layout.ts',
  'section.ts',
  'place.ts',
  'verify.ts',
  'name-index.ts',
  'section-list.ts',
  'edit-field.ts',
  'edit-remove.ts',
  'edit-macro.ts',
  'edit-comment.ts',
  'edit-insert.ts',
  'entry-facts.ts',
  'statements.ts',
  'credentials.ts',
  'diagnostics.ts',
  'inspection.ts',
  'entry.ts',
  'document.ts',
]
/** The entry points, which only export. Nothing imports `index.ts`. */
const ENTRY_POINTS = ['core.ts', 'check.ts', 'index.ts']
/** The folders next to the core, and the other folders that each may import from. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  check: [],
  file: [],
}

/** Lists the files of a folder and its subfolders, relative to it. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((found) => found.isFile())
    .map((found) => relative(folder, join(found.parentPath, found.name)).replaceAll('\\', '/'))
    .sort()
}

/** Lists the imports of a source: files relative to `src`, and modules by name. */
function importsOf(file: string, source: string): string[] {
  return ts
    .preProcessFile(source, true, true)
    .importedFiles.map(({ fileName }) =>
      fileName.startsWith('.') ? join(dirname(file), fileName).replaceAll('\\', '/') : fileName,
    )
}

/** Returns why an import is not allowed, or `undefined` if it is. */
function objectionTo(file: string, imported: string): string | undefined {
  if (imported === 'index.ts') return 'nothing imports index.ts'
  const [folder = ''] = file.includes('/') ? file.split('/') : []
  const isModule = !imported.endsWith('.ts')
  if (isModule) {
    if (!imported.startsWith('node:')) return 'there are no dependencies'
    return folder === 'file' ? undefined : 'only file reaches Node'
  }
  if (ENTRY_POINTS.includes(file)) return undefined
  if (folder === '') {
    const isAbove = LAYERS.slice(0, LAYERS.indexOf(file)).includes(imported)
    return isAbove ? undefined : 'a file of the core imports only from files above it'
  }
  const [target = ''] = imported.includes('/') ? imported.split('/') : []
  const isAllowed = target === '' || target === folder || FOLDERS[folder]?.includes(target)
  return isAllowed ? undefined : 'a folder imports only from the core'
}

const files = filesOf(join(ROOT, 'src'))
const sources = new Map(files.map((file) => [file, readFileSync(join(ROOT, 'src', file), 'utf8')]))
const graph = new Map([...sources].map(([file, source]) => [file, importsOf(file, source)]))

/** Returns every file that a file reaches, and every module. */
function reachedFrom(file: string, reached: Set<string> = new Set()): Set<string> {
  for (const imported of graph.get(file) ?? []) {
    if (reached.has(imported)) continue
    reached.add(imported)
    reachedFrom(imported, reached)
  }
  return reached
}

describe('the import graph', () => {
  test('has every file of the core in the list of layers, and no other', () => {
    const core = files.filter((file) => !file.includes('/') && !ENTRY_POINTS.includes(file))
    expect(core).toEqual([...LAYERS].sort())
  })

  test('has no folders but check and file', () => {
    const folders = files.filter((file) => file.includes('/')).map((file) => file.split('/')[0])
    expect(folders.filter((folder) => folder === undefined || !(folder in FOLDERS))).toEqual([])
  })

  test('goes in one direction', () => {
    const objections = [...graph].flatMap(([file, imports]) =>
      imports.flatMap((imported) => {
        const objection = objectionTo(file, imported)
        return objection === undefined ? [] : `${file} imports ${imported}: ${objection}`
      }),
    )
    expect(objections).toEqual([])
  })

  test('has no cycles', () => {
    expect(files.filter((file) => reachedFrom(file).has(file))).toEqual([])
  })

  test('reaches every file of the core from core.ts, and no module of Node or of other packages', () => {
    const isOfCore = (file: string): boolean => !FOR_CHECK.includes(file)
    expect([...reachedFrom('core.ts')].sort()).toEqual(LAYERS.filter(isOfCore).sort())
  })

  test('reaches no module of Node, of the file layer or of other packages from check.ts', () => {
    const reached = [...reachedFrom('check.ts')].filter((file) => !file.startsWith('check/'))
    expect(reached.filter((file) => !LAYERS.includes(file))).toEqual([])
    expect(reached).toEqual(expect.arrayContaining(FOR_CHECK))
  })

  test('does not reach the check from core.ts and index.ts', () => {
    const reached = ['core.ts', 'index.ts'].flatMap((file) => [...reachedFrom(file)])
    expect(reached.filter((file) => file.startsWith('check'))).toEqual([])
  })

  test.each([
    ['lexer.ts', 'parser.ts', 'a file of the core imports only from files above it'],
    ['lexer.ts', 'core.ts', 'a file of the core imports only from files above it'],
    ['lexer.ts', 'file/path.ts', 'a file of the core imports only from files above it'],
    ['lexer.ts', 'node:fs', 'only file reaches Node'],
    ['core.ts', 'node:util', 'only file reaches Node'],
    ['file/path.ts', 'other/main.ts', 'a folder imports only from the core'],
    ['file/path.ts', 'index.ts', 'nothing imports index.ts'],
    ['file/path.ts', 'proper-lockfile', 'there are no dependencies'],
    ['document.ts', 'lexer.ts', undefined],
    ['index.ts', 'core.ts', undefined],
    ['index.ts', 'file/path.ts', undefined],
    ['check/check.ts', 'file/path.ts', 'a folder imports only from the core'],
    ['check/check.ts', 'node:fs', 'only file reaches Node'],
    ['file/path.ts', 'errors.ts', undefined],
    ['file/path.ts', 'node:os', undefined],
    ['file/path.ts', 'file/lock.ts', undefined],
  ])('the rule for %s and %s is checked', (file, imported, objection) => {
    expect(objectionTo(file, imported)).toBe(objection)
  })

  test('has every form of import', () => {
    const source = [
      "import { a } from './a.ts'",
      "import type { b } from './b.ts'",
      "export * from './c.ts'",
      "export { d } from '../d.ts'",
      "import './e.ts'",
      "const f = await import('./f.ts')",
      "const g = require('node:fs')",
      '// import "./h.ts"',
    ].join('\n')
    expect(importsOf('file/x.ts', source)).toEqual([
      'file/a.ts',
      'file/b.ts',
      'file/c.ts',
      'd.ts',
      'file/e.ts',
      'file/f.ts',
      'node:fs',
    ])
  })
})

describe('a source file', () => {
  test.each(files)('%s has a name that says what it is', (file) => {
    expect(basename(file)).toMatch(/^[a-z]+(-[a-z]+)*\.ts$/)
    expect(file).not.toMatch(/util|helper|common/)
  })

  test.each(ENTRY_POINTS)('%s only exports', (file) => {
    const statements = ts.createSourceFile(
      file,
      sources.get(file) ?? '',
      ts.ScriptTarget.Latest,
    ).statements
    expect(statements.length).toBeGreaterThan(0)
    expect(statements.every(ts.isExportDeclaration)).toBe(true)
  })
})

describe('the package', () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

  test('has no dependencies at run time', () => {
    for (const key of ['dependencies', 'peerDependencies', 'optionalDependencies']) {
      expect(Object.keys(manifest)).not.toContain(key)
    }
  })

  test('runs nothing when it is installed', () => {
    expect(Object.keys(manifest.scripts)).not.toContain('prepare')
    for (const name of Object.keys(manifest.scripts)) expect(name).not.toMatch(/install$/)
  })
})
