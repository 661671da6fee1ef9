import { spawnSync } from 'node:child_process'
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeUnlessMissing } from '../support/requirements.ts'
import {
  INSTALLED,
  makePackedProject,
  missing,
  type PackedProject,
} from './everywhere/packed-project.ts'

// The types of the packed tarball with every TypeScript from the oldest supported one to the newest.
// test/package/everywhere/programs/consumer.ts also lists what must not compile.

const VERSIONS = ['5.0', '5.2', '5.4', '5.6', '5.9', '6.0', '7.0']
const TYPES_OF_NODE = fileURLToPath(new URL('../../node_modules/@types', import.meta.url))

const STRICT = {
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  // For TypeScript's own libraries, which are not the package's concern.
  skipDefaultLibCheck: true,
  noEmit: true,
  target: 'es2022',
}
const ON_NODE = { lib: ['es2022'], typeRoots: [TYPES_OF_NODE], types: ['node'] }
const IN_BROWSER = { lib: ['es2022', 'dom'], types: [] }
const ANYWHERE = { lib: ['es2022'], types: [] }

/** How a consumer's compiler finds the types, and which global types it has. */
const WAYS = {
  'NodeNext, as ESM and as CommonJS': {
    options: { module: 'nodenext', ...ON_NODE },
    files: ['consumer.mts', 'consumer.cts'],
  },
  'a bundler': {
    options: { module: 'esnext', moduleResolution: 'bundler', ...IN_BROWSER },
    files: ['consumer.ts'],
  },
  'the core alone, without types of Node or a browser': {
    options: { module: 'nodenext', ...ANYWHERE },
    files: ['core-consumer.ts'],
  },
}

let project: PackedProject
beforeAll(() => {
  project = makePackedProject()
  const consumer = join(project.folder, 'consumer')
  for (const ending of ['mts', 'cts']) copyFileSync(`${consumer}.ts`, `${consumer}.${ending}`)
}, 120_000)
afterAll(() => project?.remove())

/** Returns the complaints of a compiler. */
function complaintsOf(version: string, configuration: object): string {
  const tsc = join(INSTALLED, `typescript-${version}`, 'bin/tsc')
  const path = join(project.folder, 'tsconfig.json')
  writeFileSync(path, JSON.stringify(configuration))
  const { stdout, status } = spawnSync(process.execPath, [tsc, '--pretty', 'false', '-p', path], {
    encoding: 'utf8',
    timeout: 80_000,
  })
  return status === 0 ? stdout : `exit status ${status}\n${stdout}`
}

for (const version of VERSIONS) {
  describeUnlessMissing(missing([`typescript-${version}`]), `TypeScript ${version}`, () => {
    test.each(Object.entries(WAYS))(
      'accepts the types with the rules of %s',
      (_, way) => {
        const compilerOptions = { ...STRICT, ...way.options }
        expect(complaintsOf(version, { compilerOptions, files: way.files })).toBe('')
      },
      90_000,
    )
  })
}
