import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'
import { createCall, logInAndOut } from './on-library.ts'
import { describeWithSurge } from './surge-cli.ts'
import { FILES } from './surge-files.ts'
import { type SurgeServer, startSurgeServer } from './surge-server.ts'

// One login and one logout; the rest is in the hard tests in this folder.

const folder = mkdtempSync(join(tmpdir(), 'lossless-netrc-surge-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let server: SurgeServer
beforeAll(async () => {
  server = await startSurgeServer()
})
afterAll(() => server.close())

describeWithSurge('with this library, surge logs in and out', () => {
  test.each(FILES.slice(0, 1))('in a file that has $title', async (file) => {
    await logInAndOut(createCall(folder, server, 'this library', file.given), file)
  })
})
