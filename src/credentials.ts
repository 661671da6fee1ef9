import type { Credentials, Lookup, URLParts } from './api.ts'
import { valueOfField } from './parser.ts'
import type { Section } from './section.ts'
import type { SectionList } from './section-list.ts'
import { KNOWN_FIELDS } from './syntax.ts'

// Decides which entry is used for a machine's name or a URL.

// Every runtime has this, but it is in no type library that the core may use.
declare const URL: new (text: string) => URLParts

/** The default ports of schemes, which URLs leave out. */
const PORTS: Readonly<Record<string, string>> = {
  ftp: '21',
  http: '80',
  https: '443',
  ws: '80',
  wss: '443',
}

/** Finds the credentials of the first machine that has some, or otherwise those of `default`, if it may be used. */
export function findCredentials(
  sections: SectionList,
  name: string | URLParts,
  lookup: Lookup,
): Credentials | undefined {
  const isName =
    typeof name === 'string' && (!name.includes('://') || sections.machines(name).length > 0)
  const url = isName ? undefined : urlOf(name)
  const names = isName ? [name] : namesOf(url)
  const user = url?.username
  const login =
    lookup.login ?? (user ? (attempt(() => decodeURIComponent(user)) ?? user) : undefined)
  for (const candidate of names) {
    const found = answerOf(sections.machines(candidate), candidate, url, login)
    // A machine with a password but no login matches any login.
    if (found) return login === undefined ? found : { ...found, login }
  }
  const isDefault = lookup.useDefault && names.length > 0
  const found = isDefault ? credentialsOf(sections.firstDefault) : undefined
  return login === undefined || found?.login === login ? found : undefined
}

/** Returns the credentials of the machine that is used; `undefined` if there is none. */
function answerOf(
  machines: readonly Section[],
  name: string,
  url: URLParts | undefined,
  login: string | undefined,
): Credentials | undefined {
  const preference = (section: Section): number =>
    portOf(section, url) + (section.name === name ? 1 : 0)
  const found = machines
    .filter((section) => portOf(section, url) >= 0)
    .sort((one, other) => preference(other) - preference(one))
    .flatMap((section) => credentialsOf(section) ?? [])
  if (login === undefined) return found[0]
  return (
    found.find((credentials) => credentials.login === login) ??
    found.find(({ login, password }) => login === undefined && password !== undefined)
  )
}

/** Returns 2 if a machine has the port of a URL, 0 if it has no port, and -1 if it has another one. */
function portOf({ tokens }: Section, url: URLParts | undefined): number {
  const port = url && valueOfField(tokens, 'port')
  if (!url || port === undefined) return 0
  const scheme = url.protocol.slice(0, -1)
  const ports = url.port === '' ? [PORTS[scheme], scheme] : [url.port]
  return ports.includes(port) ? 2 : -1
}

/** Returns the known fields of an entry; `undefined` if it has none of them. */
function credentialsOf(section: Section | undefined): Credentials | undefined {
  const found: Record<string, string> = {}
  for (const field of KNOWN_FIELDS) {
    const value = section && valueOfField(section.tokens, field)
    if (value !== undefined) found[field] = value
  }
  return Object.keys(found).length > 0 ? found : undefined
}

function urlOf(name: string | URLParts): URLParts | undefined {
  return typeof name === 'string' ? attempt(() => new URL(name)) : name
}

/** Lists the names of a URL's machine: with the port, if it has one, then without. Empty for a URL without a host. */
function namesOf(url: URLParts | undefined): string[] {
  const host = url?.hostname.replace(/\.$/, '')
  if (!url || !host) return []
  const name = host.replace(/^\[|\]$/g, '')
  return url.port === '' ? [name] : [`${host}:${url.port}`, name]
}

/** Calls a function; returns `undefined` if it throws. */
function attempt<T>(get: () => T): T | undefined {
  try {
    return get()
  } catch {
    return undefined
  }
}
