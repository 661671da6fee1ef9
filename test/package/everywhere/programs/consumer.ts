import {
  type Credentials,
  type CredentialsOptions,
  type Diagnostic,
  type Entry,
  type FileOptions,
  isNetrcError,
  type NetrcDocument,
  type NetrcErrorCode,
  parse,
  type ReadonlyNetrcDocument,
  readCredentials,
  readNetrcSync,
  type Selector,
  type UpdateOptions,
  type UpdateResult,
  updateNetrc,
  updateNetrcSync,
} from 'lossless-netrc'
import { lex, parse as parseText, serialize, type Token, type TokenKind } from 'lossless-netrc/core'

// Every use of a type that a consumer's compiler has to accept, or to refuse.

export async function logIn(options: UpdateOptions, login: string): Promise<boolean> {
  const credentials: Credentials = { login, account: undefined }
  const result: UpdateResult<Entry> = await updateNetrc((netrc) => {
    for (const entry of netrc) entry.set('port', '1').delete('port')
    return netrc.set('a.example', credentials)
  }, options)
  const { created }: UpdateResult<number> = updateNetrcSync((netrc) => netrc.entries.length)
  return result.changed || created
}

export async function read(options: CredentialsOptions): Promise<string | undefined> {
  const file: FileOptions = { path: undefined }
  const netrc: ReadonlyNetrcDocument = readNetrcSync(file)
  const selector: Selector = { login: undefined }
  const found = await readCredentials(new URL('https://a.example/'), options)
  return found?.password ?? netrc.get('a.example', selector)?.fields.get('token')
}

export function codeOf(error: unknown): NetrcErrorCode | undefined {
  return isNetrcError(error) ? error.code : undefined
}

export function tell(netrc: NetrcDocument): string {
  const [first]: readonly Diagnostic[] = netrc.diagnostics
  const tokens: Token[] = lex(String(netrc))
  const kind: TokenKind | undefined = tokens[0]?.kind
  return `${first?.message} ${kind} ${serialize(tokens)}`
}

export const sameType: NetrcDocument = parseText('')
export const bodies: readonly Blob[] = [new Blob([parse('').toBytes()])]

// @ts-expect-error an edit is not async
updateNetrc(async (netrc) => netrc.delete('a.example'))
// @ts-expect-error nor in the form that blocks
updateNetrcSync((netrc) => Promise.resolve(netrc.delete('a.example')))
// @ts-expect-error the names are login, password and account
parse('').set('a.example', { passwrod: 'x' })
// @ts-expect-error a document that is read cannot be edited
readNetrcSync().delete('a.example')
// @ts-expect-error what is read cannot be assigned to
parse('').entries[0].login = 'anna'
// @ts-expect-error what a document gives cannot be changed
parse('').entries.pop()
