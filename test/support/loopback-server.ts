import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A web server and proxy on the loopback interface that records the credentials that it receives for each host. */
export interface LoopbackServer {
  readonly port: number
  /** Returns whether there was a request for this host. */
  wasAsked(host: string): boolean
  /** Returns the `login:password` of the last request for this host, as bytes; `undefined` if it had none. */
  credentialsFor(host: string): Buffer | undefined
  close(): Promise<void>
}

/**
 * Starts a server that answers for any host, directly and as an HTTP proxy. It requires credentials
 * and accepts any. It answers `ok`, or the refs of a repository to Git.
 */
export async function startLoopbackServer(): Promise<LoopbackServer> {
  const seen = new Map<string, Buffer | undefined>()
  const server = createServer((request, response) => {
    const credentials = basicCredentials(request.headers.authorization)
    seen.set(requestedHost(request), credentials)
    answer(request, response, credentials !== undefined)
  })
  await listen(server)
  return {
    port: (server.address() as AddressInfo).port,
    wasAsked: (host) => seen.has(host),
    credentialsFor: (host) => seen.get(host),
    close: () => close(server),
  }
}

/** Returns the bytes that a Basic authorization header represents. */
function basicCredentials(header: string | undefined): Buffer | undefined {
  const encoded = /^Basic (\S*)$/i.exec(header ?? '')?.[1]
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64')
}

/** Returns the name of the host without its port: a proxy gets a whole URL, a server only a path. */
function requestedHost(request: IncomingMessage): string {
  const base = `http://${request.headers.host ?? 'unknown'}`
  return new URL(request.url ?? '/', base).hostname
}

const GIT_REFS = [
  packet('# service=git-upload-pack\n'),
  '0000',
  packet(`${'1'.repeat(40)} refs/heads/main\0agent=loopback\n`),
  '0000',
].join('')

function answer(request: IncomingMessage, response: ServerResponse, isAuthorized: boolean): void {
  if (!isAuthorized) {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="loopback"' }).end()
    return
  }
  if (request.url?.includes('service=git-upload-pack')) {
    response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-advertisement' })
    response.end(GIT_REFS)
    return
  }
  response.end('ok\n')
}

/** Returns a line of Git's protocol: its length in four hexadecimal digits, then the line. */
function packet(line: string): string {
  return (line.length + 4).toString(16).padStart(4, '0') + line
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
