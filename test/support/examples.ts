import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { format } from 'node:util'
import ts from 'typescript'
import { expect } from 'vitest'
import * as check from '../../src/check.ts'
import * as core from '../../src/core.ts'
import * as index from '../../src/index.ts'

// The examples of a page in Markdown, to be run.

/** A fenced block of a page. */
export interface Block {
  readonly language: string
  readonly text: string
  /** The line of its first line on the page. */
  readonly line: number
}

/** An example, and the file before and after it if that is shown: the block right after the code. */
export interface Example extends Block {
  readonly diff: Block | undefined
}

/** The result of an example that was run. */
export interface Outcome {
  /** How many of its comments `// =>` and `// prints` were checked. */
  readonly checks: number
  /** What it printed, except for the output that its comments state. */
  readonly printed: readonly string[]
  /** Calls a function that the example exports. */
  readonly call: (name: string, ...values: readonly unknown[]) => Promise<unknown>
}

/** The settings for a run of an example. */
interface Setting {
  /** The name of the page, for messages. */
  readonly page: string
  /** Values that the code can use by name. */
  readonly surroundings?: Readonly<Record<string, unknown>>
  /** Code to run at the end. */
  readonly ending?: string
}

/** Finds all fenced blocks of a page. */
export function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(
    ({ 1: language = '', 2: text = '', index: at }) => ({
      language,
      text,
      line: markdown.slice(0, at).split('\n').length + 1,
    }),
  )
}

/** Finds the examples in TypeScript among the blocks of a page. */
export function examplesOf(blocks: readonly Block[]): Example[] {
  return blocks.flatMap((block, at): Example[] => {
    const next = blocks[at + 1]
    if (block.language !== 'ts') return []
    return [{ ...block, diff: next?.language === 'diff' ? next : undefined }]
  })
}

/** Returns one side of a diff; `''` without one. */
export function sideOf(diff: Block | undefined, side: '-' | '+'): string {
  const lines = diff?.text.split('\n').slice(0, -1) ?? []
  const own = lines.filter((line) => line === '' || line.startsWith(' ') || line.startsWith(side))
  return own.map((line) => `${line.slice(1)}\n`).join('')
}

const PACKAGES: Readonly<Record<string, unknown>> = {
  'lossless-netrc': index,
  'lossless-netrc/core': core,
  'lossless-netrc/check': check,
}
const requireOfNode = createRequire(import.meta.url)
const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor

/** Runs an example in this process, on this library's source, and checks its comments `// =>` and `// prints`. */
export async function runExample(example: Block, setting: Setting): Promise<Outcome> {
  let checks = 0
  const checkEqual = (actual: unknown, expected: unknown, line: number): void => {
    checks++
    expect(actual, `${setting.page}:${line}`).toStrictEqual(expected)
  }
  const printed: string[] = []
  const exports: Record<string, (...values: readonly unknown[]) => unknown> = {}
  const names: Readonly<Record<string, unknown>> = {
    checkEqual,
    checkPrinted: (expected: string, line: number) => checkEqual(printed.shift(), expected, line),
    console: { log: (...values: unknown[]) => printed.push(format(...values)) },
    require: (name: string) => PACKAGES[name] ?? requireOfNode(name),
    exports,
    ...setting.surroundings,
  }
  const { outputText } = ts.transpileModule(withChecks(example) + (setting.ending ?? ''), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  })
  await new AsyncFunction(...Object.keys(names), outputText)(...Object.values(names))
  return { checks, printed, call: async (name, ...values) => exports[name]?.(...values) }
}

/** Returns the code of an example with its comments `// =>` and `// prints` turned into checks. */
function withChecks({ text, line }: Block): string {
  const lines = text.split('\n').map((source, at) => {
    const [, code, kind, result] = /^(.*\S) \/\/ (=>|prints) (.+)$/.exec(source) ?? []
    if (kind === '=>') return `checkEqual(${code}, ${result}, ${line + at})`
    return kind ? `${code}; checkPrinted(${JSON.stringify(result)}, ${line + at})` : source
  })
  return lines.join('\n')
}

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** Writes sources to these paths, and returns the compiler's complaints. */
export function complaintsOf(sources: ReadonlyMap<string, string>): string[] {
  for (const [path, source] of sources) writeFileSync(path, source)
  const files = [...sources.keys()]
  const program = ts.createProgram(files, {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    moduleDetection: ts.ModuleDetectionKind.Force,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node'],
    typeRoots: [fromRoot('node_modules/@types')],
    paths: {
      'lossless-netrc': [fromRoot('src/index.ts')],
      'lossless-netrc/core': [fromRoot('src/core.ts')],
      'lossless-netrc/check': [fromRoot('src/check.ts')],
    },
  })
  return files.flatMap((path) => {
    const found = ts.getPreEmitDiagnostics(program, program.getSourceFile(path))
    return found.map(({ messageText }) => `${path}: ${format(messageText)}`)
  })
}
