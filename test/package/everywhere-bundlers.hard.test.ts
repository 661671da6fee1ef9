import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeUnlessMissing } from '../support/requirements.ts'
import { PLAYED } from './everywhere/browser.ts'
import { makePackedProject, missing, type PackedProject } from './everywhere/packed-project.ts'

// The core of the packed tarball, bundled for the browser. The bundle runs without anything from Node.

const BUNDLERS = ['esbuild', 'rollup', 'webpack']
/** The only globals of a browser that the core needs. */
const TEXT_CODERS = { TextDecoder, TextEncoder }
const SCRIPT = fileURLToPath(new URL('./everywhere/bundlers.mjs', import.meta.url))

let project: PackedProject
beforeAll(() => {
  project = makePackedProject()
}, 120_000)
afterAll(() => project?.remove())

/** Bundles an entry point to a file, and returns the messages of the bundler. */
function bundle(bundler: string, entry: string, file: string): string {
  const paths = [entry, file].map((name) => join(project.folder, name))
  const { stdout, stderr } = spawnSync(process.execPath, [SCRIPT, bundler, ...paths], {
    encoding: 'utf8',
    timeout: 60_000,
  })
  return stderr + stdout
}

describe.each(BUNDLERS)('%s', (bundler) => {
  describeUnlessMissing(
    missing([bundler, '@rollup/plugin-node-resolve']),
    'for the browser',
    () => {
      test('bundles the core without a warning, and the bundle works', () => {
        const file = `${bundler}.js`
        expect(bundle(bundler, 'bundle-entry.mjs', file)).toBe('[]\n')
        const context: Record<string, unknown> = { ...TEXT_CODERS }
        runInNewContext(readFileSync(join(project.folder, file), 'utf8'), context)
        expect(JSON.parse(JSON.stringify(context.played))).toEqual(PLAYED)
      }, 90_000)

      test('resolves the whole package to the core, without a warning', () => {
        writeFileSync(
          join(project.folder, 'whole.mjs'),
          "import { parse } from 'lossless-netrc'; globalThis.parse = parse\n",
        )
        expect(bundle(bundler, 'whole.mjs', 'whole.js')).toBe('[]\n')
        expect(readFileSync(join(project.folder, 'whole.js'), 'utf8')).not.toContain('node:')
      }, 90_000)
    },
  )
})
