import assert from 'node:assert/strict'
import type { NetrcErrorCode } from '../../src/core.ts'
import type { Command } from './commands.ts'
import { fieldName } from './pieces.ts'

const UNWRITABLE = /[\0\r\n]|\p{Surrogate}/u
const FIELD = /^[!$-~][!-~]*$/

/** Each refusal has its reason. */
export function expectReason(code: NetrcErrorCode, command: Command, isAttached: boolean): void {
  switch (code) {
    case 'unwritable-value':
      assert.ok(
        valuesOf(command).some((value) => UNWRITABLE.test(value)),
        'no value is unwritable',
      )
      return
    case 'unwritable-name':
      assert.ok(
        'name' in command &&
          (UNWRITABLE.test(command.name) || command.name === '' || command.call === 'rename'),
      )
      return
    case 'unwritable-field':
      assert.ok('field' in command && !isWritableField(command.field), 'this field can be written')
      return
    case 'detached-entry':
      assert.ok('entry' in command && command.call !== 'deleteEntry' && !isAttached)
      return
    case 'unknown-field':
      assert.fail('no other key was given')
      return
    case 'unsafe-position':
      return
  }
}

function isWritableField(field: string): boolean {
  return (
    FIELD.test(field) && !['machine', 'default', 'macdef'].includes(fieldName(field).toLowerCase())
  )
}

function valuesOf(command: Command): string[] {
  if (command.call === 'setField') return [command.value]
  return 'credentials' in command
    ? Object.values(command.credentials).filter((value) => value !== undefined)
    : []
}
