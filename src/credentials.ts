import type { Credentials, ReadonlyEntry, ReadonlyNetrcDocument } from './api.ts'

// Which entry answers for a machine name or a URL.

/** How credentials are looked up. */
export interface Lookup {
  /** The login that the machine must have; goes before a URL's user name. */
  readonly login?: string | undefined
  /** Fall back to the `default` entry, as curl does. Default: false, so that no password goes to a host it was not written for. */
  readonly useDefault?: boolean | undefined
}

/** Finds the credentials of the first machine that has some; otherwise those of `default`, if it may be used. */
export function findCredentials(
  netrc: ReadonlyNetrcDocument,
  name: string | URL,
  { login = typeof name === 'string' ? undefined : userOf(name), useDefault = false }: Lookup,
): Credentials | undefined {
  // A URL without a host, such as `file:` or `mailto:`, names no machine.
  // Stryker disable next-line ConditionalExpression,StringLiteral: a string has no `host`
  if (typeof name !== 'string' && name.host === '') return undefined
  for (const candidate of typeof name === 'string' ? [name] : namesOf(name)) {
    const credentials = credentialsOf(netrc.get(candidate, { login }))
    if (credentials !== undefined) return credentials
  }
  if (!useDefault) return undefined
  const credentials = credentialsOf(netrc.default)
  return login === undefined || credentials?.login === login ? credentials : undefined
}

/** Returns an entry's credentials; `undefined` if it has no login, password or account. */
function credentialsOf(entry: ReadonlyEntry | undefined): Credentials | undefined {
  if (entry === undefined) return undefined
  const { login, password, account } = entry
  const isEmpty = login === undefined && password === undefined && account === undefined
  return isEmpty ? undefined : { login, password, account }
}

/** Lists the names of a URL's machine: with the port, if it has one, then without. Never a part of its text. */
function namesOf({ host, hostname }: URL): string[] {
  const names = host === hostname ? [] : [host]
  // Stryker disable next-line Regex: a host has brackets at both ends or not at all
  return [...names, hostname.replace(/^\[|\]$/g, '')]
}

function userOf({ username }: URL): string | undefined {
  if (username === '') return undefined
  try {
    return decodeURIComponent(username)
  } catch {
    return username
  }
}
