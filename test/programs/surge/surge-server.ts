import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The account on the server. */
export const ACCOUNT = { email: 'anna@mail.example', password: 'acc0unt s3cret' }

/** The token that a login returns. */
export const TOKEN = 't0ken-s3cret'

/** The API of surge on the loopback interface. */
export interface SurgeServer {
  /** Its address, which is also the name of its machine. */
  readonly host: string
  close(): Promise<void>
}

const ANSWERS: Readonly<Record<string, object>> = {
  [`POST /token ${ACCOUNT.email}:${ACCOUNT.password}`]: { email: ACCOUNT.email, token: TOKEN },
  [`GET /account token:${TOKEN}`]: { email: ACCOUNT.email },
}

/** Starts the server. */
export async function startSurgeServer(): Promise<SurgeServer> {
  const server = createServer(answer)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function answer({ method, url, headers }: IncomingMessage, response: ServerResponse): void {
  const [, encoded = ''] = /^Basic (.+)$/.exec(headers.authorization ?? '') ?? []
  const json = ANSWERS[`${method} ${url} ${Buffer.from(encoded, 'base64')}`]
  response.writeHead(json ? 200 : 401, { 'content-type': 'application/json' })
  response.end(JSON.stringify(json ?? { messages: ['not authorized'] }))
}
