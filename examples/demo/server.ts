import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server on the loopback interface that accepts one login and password. */
export interface AccountServer {
  readonly port: number
  close(): void
}

/** Starts a server that answers with the account, or with 401. */
export async function startAccountServer(login: string, password: string): Promise<AccountServer> {
  const expected = `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`
  const server = createServer((request, response) => {
    const isWelcome = request.headers.authorization === expected
    response.writeHead(isWelcome ? 200 : 401, { 'content-type': 'application/json' })
    response.end(isWelcome ? JSON.stringify({ email: login }) : '')
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () => server.close(),
  }
}
