import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCall, logInAndOut, read } from './on-library.ts'
import { describeWithSurge, logInWithSurge, runSurge } from './surge-cli.ts'
import { FILES } from './surge-files.ts'
import { type SurgeServer, startSurgeServer } from './surge-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'lossless-netrc-surge-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let server: SurgeServer
beforeAll(async () => {
  server = await startSurgeServer()
})
afterAll(() => server.close())

describeWithSurge('surge with its own netrc code rewrites a file', () => {
  test.each(FILES)('that has $title', async ({ given, own }) => {
    const call = createCall(folder, server, 'its own', given)
    expect((await logInWithSurge(call)).status).toBe(0)
    expect(read(call)).toBe(own.login)
    expect((await runSurge('logout', call)).status).toBe(0)
    expect(read(call)).toBe(own.logout)
  })
})

describeWithSurge('with this library, surge logs in and out', () => {
  test.each(FILES)('in a file that has $title', async (file) => {
    await logInAndOut(createCall(folder, server, 'this library', file.given), file)
  })
})
