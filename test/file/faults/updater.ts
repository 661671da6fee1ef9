import { inspect } from 'node:util'
import {
  isNetrcError,
  type NetrcDocument,
  readNetrc,
  readNetrcSync,
  updateNetrc,
  updateNetrcSync,
} from '../../../src/index.ts'

// A process that reads or updates once per message, with the faults in the message.

/** The task of a process. */
export interface Task {
  readonly form: 'sync' | 'async'
  readonly path: string
  /** The password to set. Setting the old one is no change. If absent, the file is only read. */
  readonly password?: string
  readonly permissions?: 'private' | 'keep'
  /** In milliseconds. */
  readonly timeout?: number
  /** For the preload library, in its own format. */
  readonly faults: string
}

/** The outcome of a task. */
export type Report =
  | { readonly kind: 'resolved' }
  | {
      readonly kind: 'rejected'
      readonly isNetrcError: boolean
      readonly code: unknown
      readonly number: unknown
      readonly path: unknown
      /** Everything that a program could print of the error. */
      readonly shown: string
    }

async function perform({
  form,
  path,
  password,
  permissions,
  timeout = 2000,
}: Task): Promise<unknown> {
  if (password === undefined) return form === 'sync' ? readNetrcSync({ path }) : readNetrc({ path })
  const update = form === 'sync' ? updateNetrcSync : updateNetrc
  return update((netrc: NetrcDocument) => netrc.set('a.example', { password }), {
    path,
    permissions,
    timeout,
  })
}

function reportOn(error: unknown): Report {
  const property = (name: string): unknown =>
    typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined
  return {
    kind: 'rejected',
    isNetrcError: isNetrcError(error),
    code: property('code'),
    number: property('errno'),
    path: property('path'),
    shown: `${inspect(error, { showHidden: true, depth: 9 })}\n${property('stack')}`,
  }
}

process.on('message', (task: Task) => {
  process.env.FAULTS = task.faults
  perform(task)
    .then((): Report => ({ kind: 'resolved' }), reportOn)
    .then((report) => {
      process.env.FAULTS = ''
      process.send?.(report)
    })
})
