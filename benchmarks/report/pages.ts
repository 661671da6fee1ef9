import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createPatch } from 'diff'
import { fromHere } from '../peers/peers.ts'
import { changeOneChart } from './chart.ts'
import { PARTS, readStored, textOfPart } from './parts.ts'

/** Folders in which every file is generated. */
const FOLDERS = ['docs/api', 'docs/charts']

/** Writes every page, and removes files that are no longer generated. */
export function writePages(): void {
  const pages = makePages()
  for (const folder of FOLDERS) rmSync(fromRoot(folder), { recursive: true, force: true })
  for (const [path, text] of pages) {
    mkdirSync(dirname(fromRoot(path)), { recursive: true })
    writeFileSync(fromRoot(path), text)
  }
}

/** Lists the pages that differ from the stored ones, with the differences. */
export function outdatedPages(): string[] {
  return [...makePages()].flatMap(([path, text]) => differences(path, textOf(path), text))
}

function makePages(): ReadonlyMap<string, string> {
  const stored = readStored()
  const pages = new Map(referencePages())
  pages.set('docs/charts/change-one.svg', changeOneChart(stored.speed))
  for (const [path, parts] of Object.entries(PARTS)) {
    const texts = Object.entries(parts).map(
      ([name, make]) => [name, textOfPart(make(stored))] as const,
    )
    pages.set(path, withParts(textOf(path), new Map(texts)))
  }
  return pages
}

/** Makes docs/api from the comments of `src/`. A warning, for example about a name without a comment, is an error. */
function referencePages(): [path: string, text: string][] {
  const folder = mkdtempSync(join(tmpdir(), 'lossless-netrc-reference-'))
  try {
    const typedoc = fromRoot('node_modules/typedoc/bin/typedoc')
    execFileSync(process.execPath, [typedoc, '--out', folder, '--logLevel', 'Warn'], {
      ...{ cwd: fromRoot('.'), stdio: ['ignore', 'inherit', 'inherit'] },
    })
    return readdirSync(folder).map((name) => [
      `docs/api/${name}`,
      readFileSync(join(folder, name), 'utf8'),
    ])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const MARKED = /<!-- ([\w-]+) -->([\s\S]*?)<!-- \/\1 -->/g

/** Fills the parts of a page in between their marks. Throws if the marks and the parts do not match. */
export function withParts(page: string, parts: ReadonlyMap<string, string>): string {
  const left = new Set(parts.keys())
  const filled = page.replace(MARKED, (whole, name: string) => {
    const text = parts.get(name)
    if (text === undefined) return whole
    left.delete(name)
    const isBlock = text.endsWith('\n')
    return `<!-- ${name} -->${isBlock ? '\n' : ''}${text}<!-- /${name} -->`
  })
  if (left.size > 0) throw new Error(`the page lacks the marks ${[...left].join(', ')}`)
  // Markdown treats a line that begins with a comment as HTML.
  const [hidden] = /^ *<!-- [\w-]+ -->.*<!-- \/.*/m.exec(filled) ?? []
  if (hidden !== undefined) throw new Error(`a line must not begin with a mark: ${hidden}`)
  return filled
}

/** Returns a patch from the stored text to the new one; nothing if they are the same. */
export function differences(path: string, stored: string, made: string): string[] {
  if (stored === made) return []
  return [createPatch(path, stored, made, 'stored', 'made', { context: 0 })]
}

/** Reads a file of the repository. Returns an empty string if there is none. */
export function textOf(path: string): string {
  return existsSync(fromRoot(path)) ? readFileSync(fromRoot(path), 'utf8') : ''
}

function fromRoot(path: string): string {
  return fromHere(`../${path}`)
}
