import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeWith, type FtpClientName, run } from '../support/programs.ts'
import { readTexts } from '../support/readers.ts'
import { type EditCase, testTexts, write } from './edit-cases.ts'
import { type FtpServer, startFtpServer } from './ftp-server.ts'

// Real ftp clients log in to a server with the file that the library wrote, and run the macro `init` automatically.

/** The machine that the ftp clients log in to: an address, so that no name needs to be resolved. */
const HOST = '127.0.0.1'
const MACHINE = `machine ${HOST} login me password s3cret\n`
const LOGGED_IN = ['USER me', 'PASS s3cret']

const OTHER = 'other.example'
const OTHER_MACHINE = `machine ${OTHER} login you password s3cret-other\n`

const BODY = 'cd /pub\nmkdir inbox'
const MACRO = `macdef init\n${BODY}\n\n`
/** What a client sends when it runs the body. */
const MACRO_COMMANDS = ['CWD /pub', 'MKD inbox']

/** What both machines send, for every program. */
const BOTH = { [HOST]: 'me:s3cret', [OTHER]: 'you:s3cret-other' }

interface FtpCase extends EditCase {
  /** What an ftp client sends between logging in to `HOST` and leaving. */
  readonly commands: readonly string[]
  /** What curl, Git, Python and wget send to each host. */
  readonly sent: Readonly<Record<string, string>>
}

const CASES: readonly FtpCase[] = [
  {
    title: 'a macro for an entry on one line, above another',
    given: MACHINE + OTHER_MACHINE,
    edit: (netrc) => netrc.get(HOST)?.setMacro('init', BODY),
    expected: MACHINE + MACRO + OTHER_MACHINE,
    commands: MACRO_COMMANDS,
    sent: BOTH,
  },
  {
    title: 'a macro for an entry on several lines, above an empty line and another',
    given: `machine ${HOST}
  login me
  password s3cret

machine ${OTHER}
  login you
  password s3cret-other
`,
    edit: (netrc) => netrc.get(HOST)?.setMacro('init', BODY),
    expected: `machine ${HOST}
  login me
  password s3cret
  macdef init
cd /pub
mkdir inbox


machine ${OTHER}
  login you
  password s3cret-other
`,
    commands: MACRO_COMMANDS,
    sent: BOTH,
  },
  {
    title: 'a macro for the last entry of a file without a final line end',
    given: OTHER_MACHINE + MACHINE.trimEnd(),
    edit: (netrc) => netrc.get(HOST)?.setMacro('init', BODY),
    expected: OTHER_MACHINE + MACHINE + MACRO,
    commands: MACRO_COMMANDS,
    sent: BOTH,
  },
  {
    title: 'a macro for `default`',
    given: `${OTHER_MACHINE}default login me password s3cret\n`,
    edit: (netrc) => netrc.default?.setMacro('init', BODY),
    expected: `${OTHER_MACHINE}default login me password s3cret\n${MACRO}`,
    commands: MACRO_COMMANDS,
    // wget does not use `default`.
    sent: { [OTHER]: BOTH[OTHER] },
  },
  {
    title: 'a macro that replaces another, in the middle of the file',
    given: `${MACHINE}macdef init\ncd /old\nmkdir outbox\n\n${OTHER_MACHINE}`,
    edit: (netrc) => netrc.get(HOST)?.setMacro('init', BODY),
    expected: MACHINE + MACRO + OTHER_MACHINE,
    commands: MACRO_COMMANDS,
    sent: BOTH,
  },
  {
    title: 'a macro that replaces an open one at the end of the file',
    given: `${OTHER_MACHINE}${MACHINE}macdef init\ncd /old`,
    edit: (netrc) => netrc.get(HOST)?.setMacro('init', BODY),
    expected: OTHER_MACHINE + MACHINE + MACRO,
    commands: MACRO_COMMANDS,
    sent: BOTH,
  },
  {
    title: 'a second macro, which does not run automatically',
    given: MACHINE + MACRO + OTHER_MACHINE,
    edit: (netrc) => netrc.get(HOST)?.setMacro('upload', 'mkdir outbox'),
    expected: `${MACHINE}${MACRO}macdef upload\nmkdir outbox\n\n${OTHER_MACHINE}`,
    commands: MACRO_COMMANDS,
    sent: BOTH,
  },
  {
    title: 'a macro for the entry below',
    given: MACHINE + OTHER_MACHINE,
    edit: (netrc) => netrc.get(OTHER)?.setMacro('init', BODY),
    expected: MACHINE + OTHER_MACHINE + MACRO,
    commands: [],
    sent: BOTH,
  },
  {
    title: 'a macro of the document',
    given: MACHINE + OTHER_MACHINE,
    edit: (netrc) => netrc.setMacro('init', BODY),
    expected: MACRO + MACHINE + OTHER_MACHINE,
    commands: [],
    sent: BOTH,
  },
  {
    title: 'a deleted macro',
    given: MACHINE + MACRO + OTHER_MACHINE,
    edit: (netrc) => {
      netrc.get(HOST)?.deleteMacro('init')
    },
    expected: MACHINE + OTHER_MACHINE,
    commands: [],
    sent: BOTH,
  },
  {
    title: 'a macro below a comment',
    given: OTHER_MACHINE + MACHINE,
    edit: (netrc) => netrc.get(HOST)?.setComment('the archive').setMacro('init', BODY),
    expected: `${OTHER_MACHINE}# the archive\n${MACHINE}${MACRO}`,
    commands: MACRO_COMMANDS,
    sent: BOTH,
  },
  {
    title: 'a macro above the comment of another entry',
    given: MACHINE + MACRO + OTHER_MACHINE,
    edit: (netrc) => netrc.get(OTHER)?.setComment('the archive'),
    expected: `${MACHINE}${MACRO}# the archive\n${OTHER_MACHINE}`,
    commands: MACRO_COMMANDS,
    sent: BOTH,
  },
  {
    title: 'an entry that is moved with its open macro',
    given: OTHER_MACHINE + MACHINE + MACRO.trimEnd(),
    edit: (netrc) => {
      const [other, entry] = netrc.entries
      if (other && entry) netrc.move(entry, { before: other })
    },
    expected: MACHINE + MACRO + OTHER_MACHINE,
    commands: MACRO_COMMANDS,
    sent: BOTH,
  },
  {
    title: 'a machine that is added below an open macro',
    given: MACHINE + MACRO.trimEnd(),
    edit: (netrc) => netrc.add(OTHER, { login: 'you', password: 's3cret-other' }),
    expected: MACHINE + MACRO + OTHER_MACHINE,
    commands: MACRO_COMMANDS,
    sent: BOTH,
  },
  {
    // If the macro were left, it would run for the entry above.
    title: 'a removed entry that had a macro',
    given: `${MACHINE}machine old.example login me password s3cret-old\n${MACRO}${OTHER_MACHINE}`,
    edit: (netrc) => {
      netrc.delete('old.example')
    },
    expected: MACHINE + OTHER_MACHINE,
    commands: [],
    sent: BOTH,
  },
]

const FTP_CLIENTS: readonly FtpClientName[] = ['inetutils-ftp', 'tnftp']

/** What a client sends automatically after logging in. */
const INQUIRY = /^(?:SYST|FEAT)$/

describe('an edit with macros writes', () => testTexts(CASES))

for (const name of FTP_CLIENTS) {
  describeWith([name], `${name} logs in, and runs what it should, with`, () => {
    let server: FtpServer
    let root: string
    beforeAll(async () => {
      root = mkdtempSync(join(tmpdir(), 'lossless-netrc-ftp-'))
      server = await startFtpServer()
    })
    afterAll(async () => {
      await server?.close()
      rmSync(root, { recursive: true, force: true })
    })

    /** Logs in with this file, and leaves at the end of the input. Returns the commands that were sent. */
    async function logIn(text: string): Promise<readonly string[]> {
      const home = mkdtempSync(join(root, 'home-'))
      writeFileSync(join(home, '.netrc'), text, { mode: 0o600 })
      await run(name, { home, arguments: [HOST, String(server.port)] })
      return server.takeCommands().filter((command) => !INQUIRY.test(command))
    }

    test.each(CASES)('$title', async (one) => {
      expect(await logIn(write(one))).toEqual([...LOGGED_IN, ...one.commands, 'QUIT'])
    })

    // The reason why an edit closes an open macro.
    test('an open macro: it does not log in', async () => {
      expect(await logIn(MACHINE + MACRO.trimEnd())).toEqual(['QUIT'])
    })

    // For these clients a line with a CR is not empty, so the macro is an open one.
    test('a macro in a file with CRLF: it does not log in', async () => {
      expect(await logIn((MACHINE + MACRO).replaceAll('\n', '\r\n'))).toEqual(['QUIT'])
    })

    // For these clients, the words of a comment are ordinary words.
    test('a comment with the word `default` above the entry: it does not find the login', async () => {
      const commands = await logIn(`# used by default\n${MACHINE}`)
      expect(commands).not.toContain('USER me')
      expect(commands).not.toContain('PASS s3cret')
    })
  })
}

for (const name of ['curl', 'git', 'python3', 'wget'] as const) {
  describeWith([name], `${name} finds the machines of a file with macros`, () => {
    test('after every edit', async () => {
      const questions = CASES.map((one) => ({ text: write(one), hosts: Object.keys(one.sent) }))
      const answers = await readTexts(name, questions)
      expect(byTitle(answers)).toEqual(byTitle(CASES.map(({ sent }) => Object.values(sent))))
    })
  })
}

/** Returns results by the titles of the cases, so that a failure names the edit. */
function byTitle(answers: readonly (readonly string[])[]): Record<string, readonly string[]> {
  return Object.fromEntries(CASES.map(({ title }, index) => [title, answers[index] ?? []]))
}
