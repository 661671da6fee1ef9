import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { filesWith } from '../../../benchmarks/fidelity/counts.ts'
import { OPERATIONS, type Operation } from '../../../benchmarks/fidelity/operations.ts'
import { TIME_LIMITS } from '../../../benchmarks/fidelity/trial.ts'
import { fromHere, OURS } from '../../../benchmarks/peers/peers.ts'
import { differences, textOf, withParts } from '../../../benchmarks/report/pages.ts'
import { PARTS, readStored } from '../../../benchmarks/report/parts.ts'
import { linearLimit, steepLimit, timeLimit } from '../../../benchmarks/speed/limits.ts'

describe('a part of a page', () => {
  const page =
    'above\n\n<!-- table -->\nold\n<!-- /table -->\n\nOf <!-- all -->7<!-- /all --> files\n'

  test('is filled in between its marks, and the rest of the page stays', () => {
    const parts = new Map([
      ['table', '| new |\n'],
      ['all', '8'],
    ])
    expect(withParts(page, parts)).toBe(
      'above\n\n<!-- table -->\n| new |\n<!-- /table -->\n\nOf <!-- all -->8<!-- /all --> files\n',
    )
  })

  test('requires its marks', () => {
    expect(() => withParts(page, new Map([['chart', 'x']]))).toThrow('lacks the marks chart')
  })

  test('of a few words must not begin a line, because Markdown would treat it as HTML', () => {
    const text = '<!-- all -->7<!-- /all --> files\n'
    expect(() => withParts(text, new Map([['all', '8']]))).toThrow('must not begin with a mark')
  })

  test('is shown with its differences', () => {
    const [patch = ''] = differences('page.md', 'a\nb\n', 'a\nc\n')
    expect(patch).toContain('+++ page.md\tmade\n@@ -2,1 +2,1 @@\n-b\n+c\n')
    expect(differences('page.md', 'a\n', 'a\n')).toEqual([])
  })
})

describe('the pages', () => {
  test.each(Object.keys(PARTS))('have no marks without a part: %s', (path) => {
    const marks = [...textOf(path).matchAll(/^(?:.* )?<!-- ([\w-]+) -->/gm)].map(([, mark]) => mark)
    const others = marks.filter((mark = '') => !(mark in (PARTS[path] ?? {})))
    expect(others).toEqual([])
  })

  test('show every chart', () => {
    for (const name of readdirSync(fromHere('../docs/charts'))) {
      expect(textOf('docs/performance.md')).toContain(`](charts/${name})`)
    }
  })

  test('state the limits of the measurements', () => {
    const performance = textOf('docs/performance.md').replaceAll('\n', ' ')
    expect(performance).toContain(`would take it more than ${timeLimit} seconds`)
    expect(performance).toContain(`at most ${linearLimit}, and factors above`)
    expect(performance).toContain(`The limit is ${steepLimit}.`)
    const [first, second] = TIME_LIMITS
    expect(textOf('docs/comparison.md')).toContain(`within ${first} seconds, nor within ${second}`)
  })

  test('state what this library refuses', () => {
    const { comparison } = readStored()
    const refusedBy = (operation: Operation) =>
      filesWith(comparison, OURS, operation, 'refused').map(({ expected }) => expected.diagnostics)
    expect(OPERATIONS.filter((operation) => refusedBy(operation).length > 0)).toEqual(['add'])
    expect(new Set(refusedBy('add').flat())).toEqual(new Set(['unsupported-encoding']))
  })
})
