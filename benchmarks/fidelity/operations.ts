import type { ExpectedEntry, Fixture } from './corpus.ts'

/** What every peer is asked to do with every file, in the order of the tables. */
export const OPERATIONS = ['read', 'write', 'change', 'add', 'remove'] as const
/** One of them. */
export type Operation = (typeof OPERATIONS)[number]

/** What an operation does to a file. */
export type Edit =
  | { readonly kind: 'write' }
  | { readonly kind: 'change'; readonly name: string; readonly password: string }
  | {
      readonly kind: 'add'
      readonly name: string
      readonly login: string
      readonly password: string
    }
  | { readonly kind: 'remove'; readonly name: string }

const password = 'n3w-s3cret'

/** Returns the edit of an operation on a file; `undefined` if it does not apply, and for `read`. */
export function editOf(operation: Operation, { expected }: Fixture): Edit | undefined {
  switch (operation) {
    case 'read':
      return undefined
    case 'write':
      return { kind: 'write' }
    case 'add':
      return { kind: 'add', name: 'added.example', login: 'newcomer', password }
    case 'change': {
      const hasPassword = ({ fields }: ExpectedEntry) =>
        fields.some(([field]) => field === 'password')
      const name = firstName(expected.entries, hasPassword)
      return name === undefined ? undefined : { kind: 'change', name, password }
    }
    case 'remove': {
      const name = firstName(expected.entries, () => true)
      return name === undefined ? undefined : { kind: 'remove', name }
    }
  }
}

/** Returns whether an operation applies to a file: only a file with a machine can be changed. */
export function applies(operation: Operation, fixture: Fixture): boolean {
  if (operation === 'read') return fixture.expected.entries.some(isNamed)
  return editOf(operation, fixture) !== undefined
}

/** Returns the name, in UTF-8, of the first machine that is the first of its name and fits. */
function firstName(
  entries: readonly ExpectedEntry[],
  fits: (entry: ExpectedEntry) => boolean,
): string | undefined {
  const named = entries.filter(isNamed)
  const found = named.find(
    (entry, index) =>
      typeof entry.name === 'string' &&
      named.findIndex(({ name }) => name === entry.name) === index &&
      fits(entry),
  )
  return typeof found?.name === 'string' ? found.name : undefined
}

function isNamed({ kind, name }: ExpectedEntry): boolean {
  return kind === 'machine' && name !== undefined
}
