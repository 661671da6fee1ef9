import { lex, type Token } from 'lossless-netrc/core'

/** What to show of a file. */
export interface View {
  /** What to show instead of the mask, by value. */
  readonly standIns: ReadonlyMap<string, string>
  /** Whether to show comments. In the user's own file, they may contain an old password. */
  readonly showsComments: boolean
}

const MASK = '••••••••'

/** Keywords whose value is not a secret. */
const HARMLESS = new Set<string | undefined>(['machine', 'macdef', 'login'])

/** Returns the lines of a netrc file without its secrets. */
export function maskSecrets(text: string, view: View): string[] {
  const masked = lex(text).map((token) => maskToken(token, view))
  return masked.join('').split('\n').map(makePrintable)
}

function maskToken({ kind, text, key }: Token, view: View): string {
  switch (kind) {
    case 'value':
      return HARMLESS.has(key) ? text : (view.standIns.get(text) ?? MASK)
    case 'unknown':
      // The name of a further field, or the rest of a password with a blank but without quotes.
      return MASK
    case 'macro-body':
      return text.replace(/[^\s].*/g, MASK)
    case 'comment':
      return view.showsComments ? text : `# ${MASK}`
    case 'keyword':
    case 'whitespace':
    case 'newline':
    case 'byte-order-mark':
      return text
  }
}

/** Removes control characters, which a terminal would obey. */
function makePrintable(line: string): string {
  return line.replace(/\r$/, '').replace(/[^\P{C}\t]/gu, '�')
}
