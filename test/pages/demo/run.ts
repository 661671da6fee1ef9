import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'

const MAIN = fileURLToPath(new URL('../../../examples/demo/main.ts', import.meta.url))
/** The file that the demo shows if none is given. */
export const SAMPLE: string = fileURLToPath(
  new URL('../../../examples/demo/sample.netrc', import.meta.url),
)

/** The directory for the demo's temporary files. */
export const scratch: string = mkdtempSync(join(tmpdir(), 'lossless-netrc-demo-test-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** The result of the demo. */
export interface Outcome {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the demo like `npm run demo`, with its temporary files in a directory where they can be counted. */
export function runDemo(
  parameters: readonly string[],
  path: string | undefined = process.env.PATH,
): Outcome {
  return spawnSync(process.execPath, ['--import', 'tsx', MAIN, ...parameters], {
    encoding: 'utf8',
    env: { ...process.env, PATH: path, TMPDIR: scratch, TEMP: scratch },
    timeout: 20_000,
  })
}
