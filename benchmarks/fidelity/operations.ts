import type { ExpectedEntry, Fixture } from '../../tools/corpus.ts'

/** What every peer does with every file, in table order. */
export const OPERATIONS = ['read', 'write', 'change', 'add', 'remove'] as const
export type Operation = (typeof OPERATIONS)[number]

/** What an operation does to a file. */
export type Edit = Readonly<
  | { kind: 'write' }
  | { kind: 'change'; name: string; password: string }
  | { kind: 'add'; name: string; login: string; password: string }
  | { kind: 'remove'; name: string }
>

const password = 'n3w-s3cret'

/** Returns the edit of an operation on a file; `undefined` for `read`, or if it does not apply. */
export function editOf(operation: Operation, { expected }: Fixture): Edit | undefined {
  switch (operation) {
    case 'read':
      return undefined
    case 'write':
      return { kind: 'write' }
    case 'add':
      return { kind: 'add', name: 'added.example', login: 'newcomer', password }
    case 'change': {
      const name = firstName(expected.entries, ({ fields }) =>
        fields.some(([field]) => field === 'password'),
      )
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

/** Returns the name, in UTF-8, of the first machine that fits and is the first with that name. */
function firstName(
  entries: readonly ExpectedEntry[],
  fits: (entry: ExpectedEntry) => boolean,
): string | undefined {
  const named = entries.filter(isNamed)
  return named
    .filter((entry) => entry === named.find(({ name }) => name === entry.name) && fits(entry))
    .map(({ name }) => name)
    .find((name) => typeof name === 'string')
}

function isNamed({ kind, name }: ExpectedEntry): boolean {
  return kind === 'machine' && name !== undefined
}
