/** What the current Heroku CLI does to a netrc file. Each fact is asserted on what the CLI really writes. */
export interface DamagedFile {
  readonly title: string
  readonly given: string
  readonly login: readonly Damage[] | 'never ends'
  /** After that login. */
  readonly logout: readonly Damage[] | 'never ends'
  /** The file after a login by this library, with the word TOKEN for the token. */
  readonly loggedIn: string
  /** The file after a login and a logout by this library; `given` if it had neither machine. */
  readonly ours: string
}

/** One kind of damage. */
export interface Damage {
  readonly says: string
  /** Strings of the given file that are missing. */
  readonly gone?: readonly string[]
  /** A new string. */
  readonly appeared?: string
}

const MACRO = `# Accounts of this computer
machine   ftp.example
   login anna
   password "two words #1"
   macdef init
     put machine x
     bye

machine b.example
   password s3cret
   login bob

default login guest password gu3st
`

const ONE_LINE = `# Heroku, since spring
machine api.heroku.com login old@mail.example password 0ld-s3cret # mine
# for git push
machine git.heroku.com
\tpassword\t0ld-s3cret
\tlogin\told@mail.example

machine   c.example   login   carl   password   s3cret

default login guest password gu3st
`

const CRLF_COMMENT = `machine api.heroku.com login old@mail.example password 0ld-s3cret # mine\r
machine a.example login anna password s3cret\r
`

const CRLF = 'machine a.example\r\n  login anna\r\n  password s3cret\r\n'

const DEFAULT = `machine a.example
  login anna
  password s3cret

# for everything else
default login guest password gu3st
`

/** The files, from an ordinary one to one on which the CLI hangs. */
export const DAMAGED_FILES: readonly DamagedFile[] = [
  {
    title: 'a `default` entry',
    given: DEFAULT,
    login: [
      {
        says: 'the machines come after `default`, so curl and Git send its password instead',
        appeared: 'gu3st\nmachine api.heroku.com',
      },
    ],
    logout: [
      { says: '`default` is gone', gone: ['default'] },
      { says: 'the comment above it is gone', gone: ['# for everything else'] },
    ],
    loggedIn: `machine a.example
  login anna
  password s3cret

machine api.heroku.com
  login anna@mail.example
  password TOKEN

machine git.heroku.com
  login anna@mail.example
  password TOKEN

# for everything else
default login guest password gu3st
`,
    ours: DEFAULT,
  },
  {
    title: 'a macro and columns',
    given: MACRO,
    login: [
      { says: '`put machine x` in the macro has become `machine x`', gone: ['put machine x'] },
      { says: 'columns are gone', gone: ['machine   ftp.example'] },
      {
        says: 'fields of other machines have changed places',
        gone: ['password s3cret\n   login bob'],
      },
    ],
    logout: [{ says: '`default` is gone', gone: ['default'] }],
    loggedIn: `# Accounts of this computer
machine   ftp.example
   login anna
   password "two words #1"
   macdef init
     put machine x
     bye

machine b.example
   password s3cret
   login bob

machine api.heroku.com
   login anna@mail.example
   password TOKEN

machine git.heroku.com
   login anna@mail.example
   password TOKEN
default login guest password gu3st
`,
    ours: MACRO,
  },
  {
    title: 'both machines with comments, and another one in columns on one line',
    given: ONE_LINE,
    login: [
      { says: 'the login of the other machine is gone', gone: ['carl'] },
      { says: 'the word `undefined` is in the file', appeared: 'undefined' },
    ],
    logout: [
      {
        says: 'the comments above both machines are gone',
        gone: ['# Heroku, since spring', '# for git push'],
      },
    ],
    loggedIn: `# Heroku, since spring
machine api.heroku.com login anna@mail.example password TOKEN # mine
# for git push
machine git.heroku.com
\tpassword\tTOKEN
\tlogin\tanna@mail.example

machine   c.example   login   carl   password   s3cret

default login guest password gu3st
`,
    ours: `# Heroku, since spring
# for git push

machine   c.example   login   carl   password   s3cret

default login guest password gu3st
`,
  },
  {
    title: 'CRLF line ends',
    given: CRLF,
    login: [{ says: 'the new lines end in LF', appeared: 'machine api.heroku.com\n' }],
    logout: [{ says: 'login and password of the other machine are gone', gone: ['s3cret'] }],
    loggedIn: `machine a.example\r
  login anna\r
  password s3cret\r
machine api.heroku.com\r
  login anna@mail.example\r
  password TOKEN\r
machine git.heroku.com\r
  login anna@mail.example\r
  password TOKEN\r
`,
    ours: CRLF,
  },
  {
    title: 'CRLF line ends and a comment after a machine',
    given: CRLF_COMMENT,
    login: 'never ends',
    logout: 'never ends',
    loggedIn: `machine api.heroku.com login anna@mail.example password TOKEN # mine\r
machine a.example login anna password s3cret\r
machine git.heroku.com login anna@mail.example password TOKEN\r
`,
    ours: 'machine a.example login anna password s3cret\r\n',
  },
]

/** Returns whether a file shows this damage, compared with the given one. */
export function isDamaged(given: string, text: string, { gone, appeared }: Damage): boolean {
  const lost = (gone ?? []).every((part) => given.includes(part) && !text.includes(part))
  return lost && (appeared === undefined || (!given.includes(appeared) && text.includes(appeared)))
}

/** Formats the facts as a Markdown table. */
export function renderDamage(): string {
  const rows = DAMAGED_FILES.map(({ title, given, login, logout, ours }) => [
    title,
    sentenceOf(login),
    sentenceOf(logout),
    ours === given ? 'the file is as it was' : 'only the two machines are gone',
  ])
  const heading = [
    'the file has',
    'after `heroku login`',
    'and then `heroku logout`',
    'after login and logout with `lossless-netrc`',
  ]
  const lines = [heading, heading.map(() => '---'), ...rows].map(
    (row) => `| ${row.join(' | ')} |\n`,
  )
  return lines.join('').replace('| --- | --- | --- | --- |', '|---|---|---|---|')
}

function sentenceOf(damages: readonly Damage[] | 'never ends'): string {
  if (damages === 'never ends') return 'the command never ends'
  return damages.map(({ says }) => says).join('; ')
}
