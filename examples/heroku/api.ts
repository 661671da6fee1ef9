import { hostname } from 'node:os'

/** The request is refused, and trying again would not help. */
export class Refusal extends Error {}

/** An e-mail address, and the password of the account or a token instead. */
export type Account = { readonly login: string; readonly password: string }

const DESCRIPTION = `Heroku login from ${hostname()}`
const THIRTY_DAYS = 30 * 24 * 60 * 60

/** Creates a token for an account. */
export async function createToken({ login, password }: Account): Promise<Account> {
  const basic = Buffer.from(`${login}:${password}`).toString('base64')
  const content = { description: DESCRIPTION, scope: ['global'], expires_in: THIRTY_DAYS }
  const answer = await request('POST', '/oauth/authorizations', `Basic ${basic}`, content)
  if (answer.status === 401) throw new Refusal('the e-mail or the password is wrong')
  const token = textAt(answer.json, 'access_token', 'token')
  if (!token) throw unexpected(answer)
  return { login: textAt(answer.json, 'user', 'email') || login, password: token }
}

/** Returns the e-mail address of the account that a token belongs to. */
export async function readEmail(token: string): Promise<string> {
  const answer = await request('GET', '/account', `Bearer ${token}`)
  if (answer.status === 401) throw new Refusal('not logged in: the token is not valid')
  const email = textAt(answer.json, 'email')
  if (!email) throw unexpected(answer)
  return email
}

/** Revokes a token that a login has created: a session's, or one of our own authorizations. */
export async function revokeToken(token: string): Promise<void> {
  const bearer = `Bearer ${token}`
  const answer = await request('DELETE', '/oauth/sessions/~', bearer)
  if (answer.status < 400 || answer.status === 401) return
  if (answer.status !== 404) throw unexpected(answer)
  const { json } = await request('GET', '/oauth/authorizations', bearer)
  for (const authorization of Array.isArray(json) ? json : []) {
    if (textAt(authorization, 'access_token', 'token') !== token) continue
    // A token that the user has put into the file by hand may still be used by other programs.
    if (textAt(authorization, 'description') !== DESCRIPTION) continue
    await request('DELETE', `/oauth/authorizations/${textAt(authorization, 'id')}`, bearer)
  }
}

async function request(method: string, path: string, authorization: string, content?: object) {
  const base = process.env.HEROKU_API_URL || 'https://api.heroku.com'
  if (!URL.canParse(base)) throw new Refusal('HEROKU_API_URL is not a URL')
  const url = new URL(path, base)
  const accept = 'application/vnd.heroku+json; version=3'
  const headers = { accept, authorization, 'content-type': 'application/json' }
  const body = content === undefined ? null : JSON.stringify(content)
  // A redirect could take the password to another host.
  const options: RequestInit = { method, headers, body, redirect: 'error' }
  try {
    const response = await fetch(url, { ...options, signal: AbortSignal.timeout(30_000) })
    const json: unknown = await response.json().catch(() => undefined)
    return { status: response.status, json }
  } catch (error) {
    // Not its messages: they may quote the header, which contains the token.
    const reason = textAt(error, 'cause', 'code') ?? textAt(error, 'name')
    throw new Error(`no answer from ${url.host}: ${reason}`)
  }
}

function unexpected({ status, json }: { status: number; json: unknown }): Error {
  const id = /^\w{1,40}$/.exec(textAt(json, 'id') ?? '')?.[0] ?? 'no reason given'
  return new Error(`the API answered with status ${status}: ${id}`)
}

/** Returns the string at a path of keys in any value, if there is one. */
function textAt(value: unknown, ...keys: readonly string[]): string | undefined {
  const found = keys.reduce<unknown>((object, key) => Object(object)[key], value)
  return typeof found === 'string' ? found : undefined
}
