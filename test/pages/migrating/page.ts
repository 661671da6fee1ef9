import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// The contents of docs/migrating.md, to be run.

/** The page. */
export const PAGE: string = readFileSync(
  fileURLToPath(new URL('../../../docs/migrating.md', import.meta.url)),
  'utf8',
)

/** A fenced block of the page. */
export interface Block {
  readonly language: string
  readonly text: string
  /** The line of its first line on the page. */
  readonly line: number
}

/** A program of the page, and how it changes the file: the block right after it, if there is one. */
export interface Example extends Block {
  readonly diff: Block | undefined
}

const FENCED = /^```(.*)\n([\s\S]*?)^```$/gm

/** All fenced blocks of the page. */
export const BLOCKS: readonly Block[] = [...PAGE.matchAll(FENCED)].map(
  ({ 1: language = '', 2: text = '', index }) => ({
    language,
    text,
    line: PAGE.slice(0, index).split('\n').length + 1,
  }),
)

const [patterns, calls] = BLOCKS.filter(({ language }) => language === 'netrc')

/** The file for every program of the page. */
export const FILE: string = patterns?.text ?? ''

/** The file for both sides of a table of calls. */
export const PLAIN_FILE: string = calls?.text ?? ''

/** Every program of the page. */
export const EXAMPLES: readonly Example[] = BLOCKS.flatMap((block, at): Example[] => {
  if (block.language === 'netrc' || block.language === 'diff') return []
  const next = BLOCKS[at + 1]
  return [{ ...block, diff: next?.language === 'diff' ? next : undefined }]
})

/** Returns what a program of the page prints, according to its own comments. */
export function printedBy({ text }: Block): string {
  const printed = [...text.matchAll(/ (?:\/\/|#) prints (.+)$/gm)].map(([, line]) => `${line}\n`)
  return printed.join('')
}

/** Returns the text before or after a diff. A line without a line end is followed by diff's own mark. */
export function sideOf({ text }: Block, side: '-' | '+'): string {
  const lines = text.split('\n').slice(0, -1)
  return lines
    .map((line, at) => {
      if (!(line === '' || line.startsWith(' ') || line.startsWith(side))) return ''
      return lines[at + 1]?.startsWith('\\') ? line.slice(1) : `${line.slice(1)}\n`
    })
    .join('')
}

/** Returns the rows of the table after `<!-- mark -->`, cell by cell, without its heading. */
export function rowsOf(mark: string): string[][] {
  const [, table = ''] = PAGE.split(`<!-- ${mark} -->\n`)
  const lines = table.split('\n')
  const end = lines.findIndex((line) => !line.startsWith('|'))
  return lines.slice(2, end).map((line) => {
    const cells = line.replace(/^\| *| *\|$/g, '').split(/ *(?<!\\)\| */)
    return cells.map((cell) => cell.replaceAll('\\|', '|'))
  })
}

/** Returns the text inside back-ticks. */
export function codeOf(cell = ''): string {
  return /^`(.*)`$/.exec(cell)?.[1] ?? ''
}

/** Returns a text from a table, with its line ends and tabs. */
export function textOf(code: string): string {
  return code.replaceAll('\\n', '\n').replaceAll('\\r', '\r').replaceAll('\\t', '\t')
}
