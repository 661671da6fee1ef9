import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import { createSecureContext, TLSSocket } from 'node:tls'

/** The account on the server. */
export const ACCOUNT = { email: 'anna@mail.example', password: 'acc0unt s3cret' }

/** Heroku's API on the loopback interface, which is reached by its port, or as a proxy for its own host names. */
export interface HerokuServer {
  readonly port: number
  /** The certificate that programs must trust for the host names. */
  readonly certificate: string
  /** Lists the requests since the last call, for example `POST api.heroku.com/oauth/authorizations`. */
  takeRequests(): string[]
  /** Returns whether a token is valid for the account. */
  isValid(token: string): boolean
  close(): Promise<void>
}

/** A token that was created by a login. */
interface Authorization {
  readonly id: string
  readonly description: string
  readonly access_token: { readonly token: string }
}

/** An answer of the API: its status and its JSON. */
type Answer = readonly [status: number, json: unknown]

const UNAUTHORIZED: Answer = [401, { id: 'unauthorized', message: 'Invalid credentials provided.' }]
const NOT_FOUND = { id: 'not_found', message: 'Not found.' }

/** Starts the server. Its certificate is created in this folder. */
export async function startHerokuServer(folder: string): Promise<HerokuServer> {
  const authorizations = new Map<string, Authorization>()
  let requests: string[] = []
  let count = 0

  function createAuthorization(body: string): Answer {
    count += 1
    const token = `HRKU-t0ken-s3cret-${count}`
    const { description } = JSON.parse(body)
    const authorization = { id: `id-${count}`, description, access_token: { token } }
    authorizations.set(token, authorization)
    return [201, { ...authorization, user: { email: ACCOUNT.email } }]
  }

  function answer(route: string, credentials: string, body: string): Answer {
    if (route === 'POST /oauth/authorizations') {
      const { email, password } = ACCOUNT
      const basic = `Basic ${Buffer.from(`${email}:${password}`).toString('base64')}`
      return credentials === basic ? createAuthorization(body) : UNAUTHORIZED
    }
    const token = /^Bearer (.+)$/.exec(credentials)?.[1] ?? ''
    if (!authorizations.has(token)) return UNAUTHORIZED
    switch (route) {
      case 'GET /account':
        return [200, { email: ACCOUNT.email }]
      case 'GET /oauth/authorizations':
        return [200, [...authorizations.values()]]
      case 'GET /oauth/authorizations/~':
        return [404, { ...NOT_FOUND, resource: 'authorization' }]
      case 'DELETE /oauth/sessions/~':
        return [404, { ...NOT_FOUND, resource: 'session' }]
    }
    for (const [key, { id }] of authorizations) {
      if (route === `DELETE /oauth/authorizations/${id}`) authorizations.delete(key)
    }
    return [200, {}]
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { authorization = '', host = '' } = request.headers
    requests.push(`${request.method} ${host}${request.url}`)
    const body = await readBody(request)
    const [status, json] = answer(`${request.method} ${request.url}`, authorization, body)
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(json))
  }

  const server = createServer(serve)
  const sockets = new Set<Socket>()
  const { certificate, secureContext } = createCertificate(folder)
  server.on('connect', ({ url = '' }: IncomingMessage, socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    // Nothing is sent to other computers.
    if (!/^[\w.]+\.heroku\.com:443$/.test(url)) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      return
    }
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    const secured = new TLSSocket(socket, { isServer: true, secureContext })
    secured.on('error', () => {})
    server.emit('connection', secured)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    certificate,
    isValid: (token) => authorizations.has(token),
    takeRequests: () => {
      const taken = requests
      requests = []
      return taken
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
        for (const socket of sockets) socket.destroy()
      }),
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) body += chunk
  return body
}

function createCertificate(folder: string) {
  const keyFile = join(folder, 'key.pem')
  const certificate = join(folder, 'certificate.pem')
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const name = ['-subj', '/CN=heroku.example', '-addext', 'subjectAltName=DNS:*.heroku.com']
  const files = ['-days', '2', '-keyout', keyFile, '-out', certificate]
  execFileSync('openssl', ['req', '-x509', ...key, ...name, ...files], { stdio: 'ignore' })
  const secureContext = createSecureContext({
    key: readFileSync(keyFile),
    cert: readFileSync(certificate),
  })
  return { certificate, secureContext }
}
