import { readFileSync } from 'node:fs'
import { sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'

// Compares the exported names and types with the records in test/package/surface/, so that a change shows in review.

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SOURCES = fileURLToPath(new URL('../../src', import.meta.url)) + sep
const ENTRY_POINTS = ['index', 'core', 'check']

const { config } = ts.readConfigFile(`${ROOT}tsconfig.json`, ts.sys.readFile)
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT)
const program = ts.createProgram(
  ENTRY_POINTS.map((name) => `${SOURCES}${name}.ts`),
  options,
)
const checker = program.getTypeChecker()
const printer = ts.createPrinter({ removeComments: true })

/** Returns the `.d.ts` of a source: its statements, without code and comments. */
function declarationsIn(path: string): ts.SourceFile {
  const transpiled = ts.transpileDeclaration(readFileSync(path, 'utf8'), {
    fileName: path,
    compilerOptions: options,
  })
  return ts.createSourceFile(path, transpiled.outputText, ts.ScriptTarget.Latest, true)
}

/** A name that is declared by a statement of a source. */
interface Declared {
  readonly name: string
  readonly path: string
  readonly statement: ts.Node
}

/** Returns the declaration of a symbol of this library; `undefined` for a symbol of the language, and for a parameter. */
function declarationOf(symbol: ts.Symbol): Declared | undefined {
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0
  const { name, declarations = [] } = isAlias ? checker.getAliasedSymbol(symbol) : symbol
  const [statement] = declarations
  const path = statement?.getSourceFile().fileName ?? ''
  const isOwn = path.startsWith(SOURCES) && statement?.parent.kind === ts.SyntaxKind.SourceFile
  return isOwn ? { name, path, statement } : undefined
}

/** Lists the names that the type of a declaration consists of, exported or not. */
function namesIn(node: ts.Node, names: ts.Symbol[] = []): readonly ts.Symbol[] {
  ts.forEachChild(node, (child) => {
    if (ts.isBlock(child)) return
    const symbol = ts.isIdentifier(child) && checker.getSymbolAtLocation(child)
    if (symbol) names.push(symbol)
    namesIn(child, names)
  })
  return names
}

function print({ name, path }: Declared): string {
  const file = declarationsIn(path)
  const isNamed = (node: ts.Node): boolean =>
    'name' in node && Object(node.name).escapedText === name
  const statements = file.statements.filter(isNamed)
  expect(statements, `the declaration of ${name}`).toHaveLength(1)
  return statements
    .map((node) => printer.printNode(ts.EmitHint.Unspecified, node, file))
    .join('\n')
    .replaceAll('    ', '  ')
}

/** Returns the exports of an entry point, and the types that they consist of, as Markdown. */
function surfaceOf(entryPoint: string): string {
  const source = program.getSourceFile(`${SOURCES}${entryPoint}.ts`)
  const module = source && checker.getSymbolAtLocation(source)
  const symbols = module === undefined ? [] : checker.getExportsOfModule(module)
  const exported = symbols.map(({ name }) => name)
  const found = new Map<ts.Node, Declared>()
  const add = (symbol: ts.Symbol): void => {
    const declared = declarationOf(symbol)
    if (declared === undefined || found.has(declared.statement)) return
    found.set(declared.statement, declared)
    namesIn(declared.statement).forEach(add)
  }
  symbols.forEach(add)
  const sections = [...found.values()]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map((declared) => {
      const title = exported.includes(declared.name) ? declared.name : `${declared.name} (inside)`
      return `## ${title}\n\n\`\`\`ts\n${print(declared)}\n\`\`\`\n`
    })
  return [`# src/${entryPoint}.ts\n`, ...sections].join('\n')
}

test.each(ENTRY_POINTS)(
  'the surface of src/%s.ts is as recorded (if a change is intended: npx vitest run test/package/surface.test.ts -u)',
  async (entryPoint) => {
    await expect(surfaceOf(entryPoint)).toMatchFileSnapshot(`surface/${entryPoint}.md`)
  },
)
