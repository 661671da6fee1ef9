import { readFileSync } from 'node:fs'
import { withPart } from '../fidelity/marked-part.ts'
import type { Results } from '../speed/rows.ts'
import { readmeFigures } from './figures.ts'
import { performancePage } from './performance.ts'

/** The folder that paths of pages start from. */
export const root: URL = new URL('../../', import.meta.url)

/** The pages of text that the results give, by their path. */
export function documents(results: Results): ReadonlyMap<string, string> {
  const readme = readFileSync(new URL('README.md', root), 'utf8')
  return new Map([
    ['README.md', withPart(readme, 'bench-figures', readmeFigures(results))],
    ['docs/performance.md', performancePage(results)],
  ])
}
