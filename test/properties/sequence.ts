import assert from 'node:assert/strict'
import fc from 'fast-check'
import { isNetrcError, type NetrcDocument, parse } from '../../src/core.ts'
import { commands, netrcTexts, tidyFiles } from '../support/arbitraries.ts'
import { CheckedDocument } from '../support/checked-document.ts'
import { type Command, run, subjectsOf } from '../support/commands.ts'
import { factsOf } from '../support/facts.ts'
import { writeTidy } from '../support/tidy.ts'
import type { Properties } from './properties.ts'

const sequences = fc.array(commands, { minLength: 1, maxLength: 8 })

/** What is true after any sequence of edits. */
export const sequence: Properties = {
  'after every call, the laws hold and the call did what it promises': fc.property(
    netrcTexts,
    sequences,
    (text, calls) => {
      const document = new CheckedDocument(text)
      for (const command of calls) document.run(command)
    },
  ),
  'in a tidy file, only what cannot be written is refused': fc.property(
    tidyFiles,
    sequences,
    (file, calls) => {
      const document = new CheckedDocument(writeTidy(file))
      for (const command of calls) document.run(command)
      assert.ok(!document.refusals.includes('unsafe-position'), 'every place is safe')
    },
  ),
  'an edit depends only on the text, not on what was read or edited before': fc.property(
    netrcTexts,
    sequences,
    (text, calls) => {
      const [quiet, read] = [parse(text), parse(text)]
      for (const command of calls) {
        const fresh = parse(String(quiet))
        factsOf(read)
        const outcomes = [quiet, read, fresh].map((netrc) => runOn(netrc, command))
        assert.equal(outcomes[1], outcomes[0], 'reading does not matter')
        assert.equal(outcomes[2], outcomes[0], 'earlier edits do not matter')
      }
    },
  ),
}

/** Makes a call on the current entries. Returns the text afterwards, and the code of a refusal. */
function runOn(netrc: NetrcDocument, command: Command): string {
  let code = ''
  try {
    run(netrc, command, subjectsOf(command, netrc.entries))
  } catch (error) {
    if (!isNetrcError(error)) throw error
    code = error.code
  }
  return `${code} ${String(netrc)}`
}
