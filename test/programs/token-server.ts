import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A web server and proxy on the loopback interface that accepts only the holder of the token. */
export interface TokenServer {
  readonly port: number
  /** Accepts only this `login:token` from now on. */
  accept(credentials: string): void
  /** Returns every `login:token` that was sent since the last call, in order and once each. */
  takeSent(): string[]
  close(): Promise<void>
}

/** Starts a server for any host. It answers 401, or with `serve` if the credentials are right. */
export async function startTokenServer(serve: RequestListener): Promise<TokenServer> {
  let accepted: string | undefined
  const sent = new Set<string>()
  const server = createServer((request, response) => {
    const credentials = basicCredentials(request.headers.authorization)
    if (credentials !== undefined) sent.add(credentials)
    if (credentials !== undefined && credentials === accepted) {
      serve(request, response)
      return
    }
    request.resume()
    response.writeHead(401, { 'www-authenticate': 'Basic realm="token"' }).end()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    accept: (credentials) => {
      accepted = credentials
    },
    takeSent: () => {
      const taken = [...sent]
      sent.clear()
      return taken
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function basicCredentials(header: string | undefined): string | undefined {
  const encoded = /^Basic (\S*)$/i.exec(header ?? '')?.[1]
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8')
}
