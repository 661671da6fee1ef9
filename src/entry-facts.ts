import { valueOfField } from './parser.ts'
import type { Section } from './section.ts'
import type { SectionList } from './section-list.ts'
import { serialize } from './serializer.ts'
import { KNOWN_FIELDS, lowerCase } from './syntax.ts'

// Facts about entries, and for which machines they count: for `check`.

/** An entry with its fields on the machine's line, or each on its own line. */
const PLAIN_LAYOUT =
  /^machine +\S+(?:(?: (?:login|password|account) \S+)*|(?:\r?\n[ \t]+\S+[ \t]+\S+)*)$/

/** What a place can affect: a machine, all machines without an entry, or (`{}`) the whole file. */
export interface Scope {
  readonly machine?: string
  readonly isDefault?: boolean
  /** Whether it is in an entry that is not the one that counts. */
  readonly isUnused?: boolean
}

/** Makes a function that returns what a place in an entry can affect; `undefined` if that is not the requested machine. */
export function scopes(
  sections: SectionList,
  asked?: string,
): (section?: Section) => Scope | undefined {
  const counting = new Map<string, Section | undefined>()
  const countingFor = (name: string): Section | undefined => {
    if (!counting.has(name)) {
      const filled = sections.machines(name).filter(hasCredentials)
      counting.set(name, filled.find((section) => section.name === name) ?? filled[0])
    }
    return counting.get(name)
  }
  // git-credential-netrc looks up a machine with a `port` by its name and port.
  const names = [asked, asked?.replace(/:\d+$/, '')].map((name = '') => lowerCase(name))
  const { firstDefault } = sections
  return (section) => {
    // Text above the first entry is no entry's.
    if (!section?.isAttached) return { isUnused: true }
    if (section.isDefault) {
      if (asked !== undefined && countingFor(asked) !== undefined) return undefined
      return { isDefault: true, isUnused: section !== firstDefault }
    }
    const { name: machine } = section
    if (machine === undefined) return { isUnused: true }
    if (asked !== undefined && !names.includes(lowerCase(machine))) return undefined
    return { machine, isUnused: section !== countingFor(asked ?? machine) }
  }
}

/** Tells whether an entry has any known field, and so counts. */
export function hasCredentials({ tokens }: Section): boolean {
  return KNOWN_FIELDS.some((field) => valueOfField(tokens, field) !== undefined)
}

/** Tells whether an entry has a login and a password that are not empty. */
export function isFilled({ tokens }: Section): boolean {
  return !!valueOfField(tokens, 'login') && !!valueOfField(tokens, 'password')
}

/** Tells whether two entries differ in their login or password. */
export function differ(one: Section, other: Section = one): boolean {
  return ['login', 'password'].some(
    (field) => valueOfField(one.tokens, field) !== valueOfField(other.tokens, field),
  )
}

/** Tells whether an entry is on its own lines and laid out the way the Heroku CLI writes it. */
export function isLaidOutPlainly({ tokens, items, previous }: Section): boolean {
  const last = items.findLast(({ key }) => KNOWN_FIELDS.some((field) => field === key)) ?? items[0]
  const isPlain = PLAIN_LAYOUT.test(serialize(tokens.slice(0, last?.end)))
  const endsLine = /^(?: *#[^\n]*)?\r?(?:\n|$)/.test(serialize(tokens.slice(last?.end)))
  return isPlain && endsLine && /(?:^\ufeff?|\n)[ \t]*$/.test(previous?.text ?? '')
}

/** Lists the keys `login` and `password` of an entry, in order. */
export function loginsOf({ items }: Section): (string | undefined)[] {
  return items.map(({ key }) => key).filter((key) => key === 'login' || key === 'password')
}
