/** A netrc file, and the results of a login and a logout with either netrc code. */
export interface SurgeFile {
  readonly title: string
  readonly given: string
  readonly own: { readonly login: string; readonly logout: string }
  /** The file after a login with this library. Its logout restores `given`. */
  readonly ours: string
}

/** The files into which the tests log in. */
export const FILES: readonly SurgeFile[] = [
  {
    title: 'comments',
    given: `# Accounts of this computer
machine ftp.example   # until autumn
   login    anna
   password s3cret

# at work
machine b.example login bob password s3cret
`,
    own: {
      login: `machine surge.example
    login anna@mail.example
    password t0ken-s3cret
machine b.example
    login bob
    password s3cret
machine ftp.example
    login anna
    password s3cret
`,
      logout: `machine b.example
    login bob
    password s3cret
machine ftp.example
    login anna
    password s3cret
`,
    },
    ours: `# Accounts of this computer
machine ftp.example   # until autumn
   login    anna
   password s3cret

# at work
machine b.example login bob password s3cret

machine surge.example login anna@mail.example password t0ken-s3cret
`,
  },
  {
    title: 'a comment above `default`',
    given: `machine a.example
  login anna
  password s3cret

# for everything else
default login guest password gu3st
`,
    own: {
      login: `machine surge.example
    login anna@mail.example
    password t0ken-s3cret
machine a.example
    default login
    guest password
    login anna
    password s3cret
`,
      logout: `machine a.example
    default login
    guest password
    login anna
    password s3cret
`,
    },
    ours: `machine a.example
  login anna
  password s3cret

machine surge.example
  login anna@mail.example
  password t0ken-s3cret

# for everything else
default login guest password gu3st
`,
  },
  {
    title: 'passwords in quotes and with `#`',
    given: `machine a.example login anna password s3cret#1
machine b.example login bob password "two words"
`,
    own: {
      login: `machine surge.example
    login anna@mail.example
    password t0ken-s3cret
machine a.example
    login anna
    password s3cret
machine b.example
    login bob
    password "two
`,
      logout: `machine a.example
    login anna
    password s3cret
machine b.example
    login bob
    password "two
`,
    },
    ours: `machine a.example login anna password s3cret#1
machine b.example login bob password "two words"
machine surge.example login anna@mail.example password t0ken-s3cret
`,
  },
]
