import { describe, expect, test } from 'vitest'
import type { NetrcDocument } from '../../src/core.ts'
import { describeWith, isTold, type ProgramName } from '../support/programs.ts'
import { readTexts } from '../support/readers.ts'
import { type EditCase, testTexts, write } from './edit-cases.ts'

// Comments, the order of accounts, and effective logins: what real programs read after these edits.

const HOST = 'api.example'
const MACHINE = `machine ${HOST} login me password s3cret\n`
const HOME = `machine ${HOST} login home password s3cret-home\n`
const WORK = `machine ${HOST} login work password s3cret-work\n`

const OTHER = 'other.example'
const OTHER_MACHINE = `machine ${OTHER} login you password s3cret-other\n`
const UNKNOWN = 'unknown.example'

/** What each program sends to the hosts of a case. Only the listed programs are run. */
type Sent = Readonly<Partial<Record<ProgramName, readonly string[]>>>

interface ProgramCase extends EditCase {
  readonly hosts: readonly string[]
  readonly sent: Sent
  /** What is sent without the edit, if that is the reason for the edit. */
  readonly sentBefore?: Sent
}

/** Lists programs that send the same. */
function alike(names: readonly ProgramName[], answers: readonly string[]): Sent {
  return Object.fromEntries(names.map((name) => [name, answers]))
}

const ALL: readonly ProgramName[] = ['curl', 'git', 'python3', 'wget']
const ALL_BUT_PYTHON: readonly ProgramName[] = ['curl', 'git', 'wget']

const BOTH = ['me:s3cret', 'you:s3cret-other']

/** Returns an edit that sets the comment of the machine. */
function comment(text: string | undefined): (netrc: NetrcDocument) => void {
  return (netrc) => netrc.get(HOST)?.setComment(text)
}

const COMMENTS: readonly ProgramCase[] = [
  {
    title: 'a comment directly below another entry',
    given: OTHER_MACHINE + MACHINE,
    edit: comment('the office account\n\nrenewed in May'),
    expected: `${OTHER_MACHINE}# the office account\n#\n# renewed in May\n${MACHINE}`,
    hosts: [HOST, OTHER],
    sent: alike(ALL, BOTH),
  },
  {
    title: 'a comment at the top of the file',
    given: MACHINE + OTHER_MACHINE,
    edit: comment('the office account'),
    expected: `# the office account\n${MACHINE}${OTHER_MACHINE}`,
    hosts: [HOST, OTHER],
    sent: alike(ALL, BOTH),
  },
  {
    title: 'a comment with the indent and the line ends of its file',
    given: `machine ${OTHER}\r
  login you\r
  password s3cret-other\r
\tmachine ${HOST}\r
\t  login me\r
\t  password s3cret\r
`,
    edit: comment('the office account\nrenewed in May'),
    expected: `machine ${OTHER}\r
  login you\r
  password s3cret-other\r
\t# the office account\r
\t# renewed in May\r
\tmachine ${HOST}\r
\t  login me\r
\t  password s3cret\r
`,
    hosts: [HOST, OTHER],
    sent: alike(ALL, BOTH),
  },
  {
    title: 'a comment that replaces another',
    given: `${OTHER_MACHINE}#the office account\n# expired\n${MACHINE}`,
    edit: comment('the office account\nrenewed in May'),
    expected: `${OTHER_MACHINE}#the office account\n# renewed in May\n${MACHINE}`,
    hosts: [HOST, OTHER],
    sent: alike(ALL, BOTH),
  },
  {
    // Python refuses this file; see below.
    title: 'a comment after an empty line',
    given: `${OTHER_MACHINE}\n${MACHINE}`,
    edit: comment('the office account'),
    expected: `${OTHER_MACHINE}\n# the office account\n${MACHINE}`,
    hosts: [HOST, OTHER],
    sent: alike(ALL_BUT_PYTHON, BOTH),
    sentBefore: alike(ALL, BOTH),
  },
  {
    title: 'a removed comment after an empty line',
    given: `${OTHER_MACHINE}\n# the office account\n${MACHINE}`,
    edit: comment(undefined),
    expected: `${OTHER_MACHINE}\n${MACHINE}`,
    hosts: [HOST, OTHER],
    sent: alike(ALL, BOTH),
    sentBefore: { ...alike(ALL_BUT_PYTHON, BOTH), python3: ['error', 'error'] },
  },
]

/** If several machines have the same name, Python uses the last, and the others use the first. */
const ACCOUNTS: readonly ProgramCase[] = [
  {
    title: 'an account that is moved to the first place',
    given: `# at home\n${HOME}# at work\n${WORK}`,
    edit: (netrc) => {
      const [home, work] = netrc.entries
      if (home && work) netrc.move(work, { before: home })
    },
    expected: `# at work\n${WORK}# at home\n${HOME}`,
    hosts: [HOST],
    sent: { ...alike(ALL_BUT_PYTHON, ['work:s3cret-work']), python3: ['home:s3cret-home'] },
    sentBefore: { ...alike(ALL_BUT_PYTHON, ['home:s3cret-home']), python3: ['work:s3cret-work'] },
  },
  {
    title: 'an account that is moved past another machine, without a final line end',
    given: `${HOME}\n${OTHER_MACHINE}\n${WORK.trimEnd()}`,
    edit: (netrc) => {
      const [home, , work] = netrc.entries
      if (home && work) netrc.move(work, { before: home })
    },
    expected: `${WORK}\n${HOME}\n${OTHER_MACHINE}`,
    hosts: [HOST, OTHER],
    sent: alike(ALL_BUT_PYTHON, ['work:s3cret-work', 'you:s3cret-other']),
  },
  {
    title: 'an account that is added at the first place',
    given: HOME,
    edit: (netrc) => {
      const [home] = netrc.entries
      if (home) netrc.add(HOST, { login: 'work', password: 's3cret-work' }, { before: home })
    },
    expected: WORK + HOME,
    hosts: [HOST],
    sent: { ...alike(ALL_BUT_PYTHON, ['work:s3cret-work']), python3: ['home:s3cret-home'] },
  },
  {
    title: 'a login that is set next to two accounts',
    given: HOME + WORK,
    edit: (netrc) => netrc.set(HOST, { login: 'ci', password: 's3cret-ci' }),
    expected: `machine ${HOST} login ci password s3cret-ci\n${HOME}${WORK}`,
    hosts: [HOST],
    sent: { ...alike(ALL_BUT_PYTHON, ['ci:s3cret-ci']), python3: ['work:s3cret-work'] },
  },
]

const OLD = `machine ${HOST} login me password s3cret-old\n`
const OLDER = `machine ${HOST} login me password s3cret-older\n`
const NEW = `machine ${HOST} login me password s3cret-new\n`
const GUEST = 'default login anonymous password s3cret-guest\n'
const SENT_NEW = alike(ALL, ['me:s3cret-new'])

const LOGINS: readonly ProgramCase[] = [
  {
    title: 'a password for two equal machines',
    given: OLD + OLDER,
    edit: (netrc) => netrc.set(HOST, { login: 'me', password: 's3cret-new' }),
    expected: NEW + NEW,
    hosts: [HOST],
    sent: SENT_NEW,
    sentBefore: { ...alike(ALL_BUT_PYTHON, ['me:s3cret-old']), python3: ['me:s3cret-older'] },
  },
  {
    title: 'a password without a login, for two equal machines next to another account',
    given: OLD + OTHER_MACHINE + HOME + OLDER,
    edit: (netrc) => netrc.set(HOST, { password: 's3cret-new' }),
    expected: NEW + OTHER_MACHINE + HOME + NEW,
    hosts: [HOST, OTHER],
    sent: alike(ALL, ['me:s3cret-new', 'you:s3cret-other']),
  },
  {
    title: 'a password for two machines that differ in case',
    given: OLD.replace(HOST, 'API.example') + OLDER,
    edit: (netrc) => netrc.set(HOST, { login: 'me', password: 's3cret-new' }),
    expected: NEW.replace(HOST, 'API.example') + NEW,
    hosts: [HOST],
    sent: SENT_NEW,
  },
  {
    title: 'a password for a machine below `default`',
    given: `${OTHER_MACHINE}# guests\n${GUEST}# mine\n${OLD}`,
    edit: (netrc) => netrc.set(HOST, { login: 'me', password: 's3cret-new' }),
    expected: `${OTHER_MACHINE}# mine\n${NEW}# guests\n${GUEST}`,
    hosts: [HOST, UNKNOWN],
    sent: {
      ...alike(ALL, ['me:s3cret-new', 'anonymous:s3cret-guest']),
      wget: ['me:s3cret-new', 'none'], // it does not use `default`
    },
    sentBefore: {
      ...alike(['curl', 'git'], ['anonymous:s3cret-guest', 'anonymous:s3cret-guest']),
      python3: ['me:s3cret-old', 'anonymous:s3cret-guest'],
      wget: ['me:s3cret-old', 'none'],
    },
  },
  {
    title: 'a password for two equal machines, the second of them below `default`',
    given: OLD + GUEST + OLDER,
    edit: (netrc) => netrc.set(HOST, { login: 'me', password: 's3cret-new' }),
    expected: NEW + GUEST + NEW,
    hosts: [HOST],
    sent: SENT_NEW,
  },
]

const GROUPS = [
  { title: 'comments', cases: COMMENTS },
  { title: 'the order of accounts', cases: ACCOUNTS },
  { title: 'a login that takes effect', cases: LOGINS },
] as const

for (const { title, cases } of GROUPS) {
  describe(`${title}: the text`, () => testTexts(cases))

  for (const name of ALL) {
    describeWith([name], `${title}: ${name}`, () => {
      test('sends what the edit is about', async () => {
        const asked = cases.filter(({ sent }) => sent[name])
        expect(await ask(name, asked, write)).toEqual(byTitle(asked, ({ sent }) => sent[name]))
      })

      // The reason for the edits. Other versions may read these texts differently.
      test.runIf(isTold(name))('sends this without the edit', async () => {
        const asked = cases.filter(({ sentBefore }) => sentBefore?.[name])
        expect(await ask(name, asked, ({ given }) => given)).toEqual(
          byTitle(asked, ({ sentBefore }) => sentBefore?.[name]),
        )
      })
    })
  }
}

describeWith(['python3'], 'a file that Python reads or refuses for its comment', () => {
  // After an empty line it skips one word, perhaps just the `#`, and reads the next one as a keyword.
  test.runIf(isTold('python3')).each([
    { text: `\n# two words\n${MACHINE}`, answer: 'error' },
    { text: `\n# one\n${MACHINE}`, answer: 'error' },
    { text: `\n#one\n${MACHINE}`, answer: 'me:s3cret' },
    { text: `#two words\n${MACHINE}`, answer: 'error' },
    { text: `# two words\n${MACHINE}`, answer: 'me:s3cret' },
    { text: `${OTHER_MACHINE}#two words\n${MACHINE}`, answer: 'me:s3cret' },
  ])('$text', async ({ text, answer }) => {
    expect(await readTexts('python3', [{ text, hosts: [HOST] }])).toEqual([[answer]])
  })
})

async function ask(
  name: ProgramName,
  cases: readonly ProgramCase[],
  textOf: (one: ProgramCase) => string,
): Promise<Record<string, unknown>> {
  const answers = await readTexts(
    name,
    cases.map((one) => ({ text: textOf(one), hosts: one.hosts })),
  )
  return byTitle(cases, (_, index) => answers[index])
}

/** Returns results by the titles of the cases, so that a failure names the edit. */
function byTitle(
  cases: readonly ProgramCase[],
  answersOf: (one: ProgramCase, index: number) => readonly string[] | undefined,
): Record<string, unknown> {
  return Object.fromEntries(cases.map((one, index) => [one.title, answersOf(one, index)]))
}
