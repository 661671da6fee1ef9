import assert from 'node:assert/strict'
import type { Entry, NetrcErrorCode } from '../../src/core.ts'
import type { Command, Subjects } from './commands.ts'
import { linesOfBody } from './contract-layout.ts'
import { fieldName } from './pieces.ts'

const UNWRITABLE = /[\0\r\n]|\p{Surrogate}/u
const PLAIN_WORD = /^[!$-~][!-~]*$/

/** Asserts that a refusal has its reason. */
export function expectReason(
  code: NetrcErrorCode,
  command: Command,
  entries: readonly Entry[],
  { subject, anchor }: Subjects,
): void {
  const isAttached = subject !== undefined && entries.includes(subject)
  switch (code) {
    case 'unwritable-value':
      assert.ok(hasUnwritableValue(command), 'every value can be written')
      return
    case 'unwritable-name':
      assert.ok('name' in command && isUnwritableName(command), 'this name can be written')
      return
    case 'unwritable-field':
      assert.ok('field' in command && !isWritableField(command.field), 'this field can be written')
      return
    case 'detached-entry':
      assert.ok('entry' in command && command.call !== 'deleteEntry' && !isAttached)
      return
    case 'invalid-argument':
      assert.ok('place' in command && anchor !== undefined && !entries.includes(anchor))
      return
    case 'unsafe-position':
      return
    default:
      assert.fail(`no reason for ${code}`)
  }
}

function isWritableField(field: string): boolean {
  return (
    PLAIN_WORD.test(field) &&
    !['machine', 'default', 'macdef'].includes(fieldName(field).toLowerCase())
  )
}

function isUnwritableName(command: Command & { readonly name: string }): boolean {
  const { call, name } = command
  if (call === 'setMacro' || call === 'setMacroOf') return !PLAIN_WORD.test(name)
  return UNWRITABLE.test(name) || name === '' || call === 'rename'
}

function hasUnwritableValue(command: Command): boolean {
  if ('credentials' in command) {
    return Object.entries(command.credentials).some(([field, value]) =>
      value === undefined ? field !== 'account' : UNWRITABLE.test(value),
    )
  }
  if ('value' in command) return UNWRITABLE.test(command.value)
  if ('comment' in command) return /[\0\r]|\p{Surrogate}/u.test(command.comment ?? '')
  return 'body' in command && !isWritableBody(command.body)
}

/** Returns whether a body has no line that a program would treat as its end, and no characters that cannot be written. */
function isWritableBody(body: string): boolean {
  return linesOfBody(body).every(
    (line) => !/^[ \t]*$/.test(line) && !/[\0\r]|\p{Surrogate}/u.test(line),
  )
}
