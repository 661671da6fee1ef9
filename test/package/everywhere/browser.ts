import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { extname, join } from 'node:path'

// Opens a page of a project in Chromium.

const CHROMIUM = '/usr/bin/chromium'

const TEXT = `machine a.example login anna password n3w-s3cret # work
machine b.example login ben password "two words"
`

/** The result of `programs/browser.mjs`, wherever it runs. */
export const PLAYED: Readonly<Record<string, unknown>> = {
  text: TEXT,
  bytes: [0x23, 0xff, 0x0a],
  textOfTokens: TEXT,
  json: '{"entries":[{"kind":"machine","name":"a.example","login":"anna"},{"kind":"machine","name":"b.example","login":"ben"}]}',
  isRecognized: true,
}

/** Lists what is missing to show a page. */
export const MISSING: readonly string[] = existsSync(CHROMIUM) ? [] : ['chromium']

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
}

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage', // which is small in a container
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Shows `page.html` of a folder in Chromium, and returns what the page sends to `/result`. */
export async function showPage(folder: string): Promise<string> {
  const { server, port, result } = await serve(folder)
  const page = `http://127.0.0.1:${port}/page.html`
  const browser = spawn(CHROMIUM, [...FLAGS, `--user-data-dir=${folder}/.chromium`, page], {
    // Its other files go here too.
    env: { PATH: process.env.PATH, HOME: folder, TMPDIR: folder },
    stdio: 'ignore',
    timeout: 60_000,
    killSignal: 'SIGKILL',
  })
  const ended = once(browser, 'close')
  const failed = ended.then(() => Promise.reject(new Error('Chromium ended without a result')))
  try {
    return await Promise.race([result, failed])
  } finally {
    browser.kill('SIGKILL')
    await ended
    server.close()
    server.closeAllConnections()
  }
}

interface Served {
  readonly server: Server
  readonly port: number
  readonly result: Promise<string>
}

async function serve(folder: string): Promise<Served> {
  let finish = (_: string): void => {}
  const result = new Promise<string>((resolve) => {
    finish = resolve
  })
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/'
    if (path === '/result') {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      response.end()
      return finish(Buffer.concat(chunks).toString('utf8'))
    }
    const file = join(folder, path)
    const type = TYPES[extname(file)]
    if (type === undefined || !existsSync(file)) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': type }).end(readFileSync(file))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return { server, port: Object(address).port, result }
}
