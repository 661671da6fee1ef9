import { lex, type Token } from 'lossless-netrc/core'

/** What may be seen of a file. */
export interface View {
  /** What replaces a value, if that is not the mask. */
  readonly standIns: ReadonlyMap<string, string>
  /** Whether comments are shown: in a file of one's own, an old password may stand in one. */
  readonly showsComments: boolean
}

const MASK = '••••••••'

/** Keywords whose value is no secret. */
const HARMLESS = new Set<string | undefined>(['machine', 'macdef', 'login'])

/** The lines of a netrc file without its secrets; as many lines as the file has. */
export function maskSecrets(text: string, view: View): string[] {
  const masked = lex(text).map((token) => maskToken(token, view))
  return masked.join('').split('\n').map(makePrintable)
}

function maskToken({ kind, text, key }: Token, view: View): string {
  switch (kind) {
    case 'value':
      return HARMLESS.has(key) ? text : (view.standIns.get(text) ?? MASK)
    case 'unknown':
      // The name of a further field, or the rest of a password that has a blank and no quotes.
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

/** A file may hold what a terminal would obey. */
function makePrintable(line: string): string {
  return line.replace(/\r$/, '').replace(/[^\P{C}\t]/gu, '�')
}
