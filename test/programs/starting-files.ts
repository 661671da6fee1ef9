/** A file before a login, and after the logout. */
export interface StartingFile {
  readonly title: string
  /** `undefined` if there is no file. */
  readonly text: string | undefined
  readonly textAfterLogout: string
  /** What programs send because of its `default` entry if they find no machine. */
  readonly fallback?: string
}

const COMMENTS = `# my machines, kept by hand
machine other.example # the other one
  login other
  password s3cret-other
# below: nothing yet
`

const MACRO_AND_DEFAULT = `macdef init
\tcd /pub
\tput machine.txt

machine other.example
\tlogin other
\tpassword s3cret-other

default
\tlogin anonymous
\tpassword s3cret-guest
`

const ONE_LINE = `machine other.example login other password s3cret-other
machine api.heroku.com login old@user.example password s3cret-old
machine git.heroku.com login old@user.example password s3cret-old
machine last.example   login last    password s3cret-last
`

const CRLF = `machine other.example\r
  login other\r
  password s3cret-other\r
`

const EVERYTHING = `#first
macdef init
bin
put machine api.heroku.com

machine other.example login "other" password "s3cret \\"other\\"" # quoted
machine   ftp.example   account   main
\tpassword\ts3cret-ftp
\tlogin\tftp

default login anonymous password s3cret-guest
`

/** The files into which the tests log in. */
export const STARTING_FILES: readonly StartingFile[] = [
  { title: 'a new file', text: undefined, textAfterLogout: '' },
  { title: 'comments', text: COMMENTS, textAfterLogout: COMMENTS },
  {
    title: 'a macro and a default',
    text: MACRO_AND_DEFAULT,
    textAfterLogout: MACRO_AND_DEFAULT,
    fallback: 'anonymous:s3cret-guest',
  },
  {
    title: 'one line for each machine, with an old token',
    text: ONE_LINE,
    textAfterLogout: `machine other.example login other password s3cret-other
machine last.example   login last    password s3cret-last
`,
  },
  { title: 'CRLF', text: CRLF, textAfterLogout: CRLF },
  {
    title: 'everything at once',
    text: EVERYTHING,
    textAfterLogout: EVERYTHING,
    fallback: 'anonymous:s3cret-guest',
  },
]
