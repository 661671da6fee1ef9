import { saveOnFullDisk } from './full-disk.ts'
import { saveWhileKilled, saveWhileStopped } from './interrupted.ts'
import type { Saver } from './savers.ts'
import { saveBehindHardLink, saveBehindLink, saveReadOnly, saveWithMode } from './surroundings.ts'
import {
  LONG_PASSWORD,
  NEW_PASSWORD,
  TWO_MACHINES,
  textOfHalfABlock,
  textOfOneBlock,
} from './texts.ts'
import type { Finding } from './verdicts.ts'
import type { Workplace } from './workplace.ts'

/** What may be lost: the columns of the first table. */
export const DANGERS = ['crash', 'full-disk', 'two-savers', 'link', 'mode', 'new-file'] as const
/** Where a new file in place of the old one does worse or no better: the columns of the second table. */
export const COSTS = ['same-size', 'hard-link', 'read-only-directory', 'read-only-file'] as const
/** One thing that a saver is put through. */
export type Scenario = (typeof DANGERS)[number] | (typeof COSTS)[number]
/** All of them. */
export const SCENARIOS: readonly Scenario[] = [...DANGERS, ...COSTS]

/** Put one saver through one scenario. */
export function measureScenario(
  scenario: Scenario,
  saver: Saver,
  workplace: Workplace,
): Promise<Finding> {
  switch (scenario) {
    case 'crash':
      return saveWhileKilled(saver, workplace)
    case 'full-disk':
      return saveOnFullDisk(saver, workplace, { text: textOfOneBlock(), password: LONG_PASSWORD })
    case 'two-savers':
      return saveWhileStopped(saver, workplace)
    case 'link':
      return saveBehindLink(saver, workplace)
    case 'mode':
      return saveWithMode(saver, workplace, TWO_MACHINES)
    case 'new-file':
      return saveWithMode(saver, workplace)
    case 'same-size':
      return saveOnFullDisk(saver, workplace, { text: textOfHalfABlock(), password: NEW_PASSWORD })
    case 'hard-link':
      return saveBehindHardLink(saver, workplace)
    case 'read-only-directory':
      return saveReadOnly(saver, workplace, { directory: 0o555, file: 0o600 })
    case 'read-only-file':
      return saveReadOnly(saver, workplace, { directory: 0o755, file: 0o400 })
  }
}
