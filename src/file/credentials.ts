import type { Credentials, ReadonlyEntry, ReadonlyNetrcDocument } from '../api.ts'

// What a document says for a machine or a URL.

/** How credentials are looked up. */
export interface Lookup {
  /** The login that the machine must have; goes before a URL's user name. */
  readonly login?: string | undefined
  /** Fall back to the `default` entry, as curl does. Default: false, so that no password goes to a host it was not written for. */
  readonly useDefault?: boolean | undefined
}

/** The credentials of the first machine that has some; else of `default`, where that may be used. */
export function findCredentials(
  netrc: ReadonlyNetrcDocument,
  name: string | URL,
  { login = typeof name === 'string' ? undefined : userOf(name), useDefault = false }: Lookup,
): Credentials | undefined {
  // A URL may have no host, as `file:` and `mailto:`, and is no machine then.
  if (typeof name !== 'string' && name.host === '') return undefined
  for (const candidate of typeof name === 'string' ? [name] : namesOf(name)) {
    const credentials = credentialsOf(netrc.get(candidate, { login }))
    if (credentials !== undefined) return credentials
  }
  if (!useDefault) return undefined
  const credentials = credentialsOf(netrc.default)
  return login === undefined || credentials?.login === login ? credentials : undefined
}

/** An entry with neither login, password nor account counts as none. */
function credentialsOf(entry: ReadonlyEntry | undefined): Credentials | undefined {
  if (entry === undefined) return undefined
  const { login, password, account } = entry
  const isEmpty = login === undefined && password === undefined && account === undefined
  return isEmpty ? undefined : { login, password, account }
}

/** The names of a URL's machine: with the port, where it names one, then without. Never a part of its text. */
function namesOf({ host, hostname }: URL): string[] {
  const names = host === hostname ? [] : [host]
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
