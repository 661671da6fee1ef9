import type { Program, ProgramInfo } from '../check-api.ts'

const ON_WINDOWS = '~/_netrc on Windows'
const GPG_FIRST = `~/.netrc.gpg, ~/.netrc, ${ON_WINDOWS}`
const ENCRYPTED_FIRST = '~/.authinfo.gpg, ~/.netrc.gpg, ~/.authinfo, ~/.netrc'
const OWN_FILE = { requirement: 'your own file, closed to group and others' }
const NO_DEFAULT = { usesDefault: false }
const ON_REQUEST = { isCheckedByDefault: false }
const MODE_0600 = { requirement: 'mode 0600', ...ON_REQUEST }

const ROWS: Readonly<Record<Program, Omit<ProgramInfo, 'name'>>> = {
  curl: row('curl', '8.21 and later', `--netrc-file, $NETRC, ~/.netrc, ${ON_WINDOWS}`),
  'curl@8.11': row('curl 8.11', '8.11 to 8.20', `--netrc-file, ~/.netrc, ${ON_WINDOWS}`),
  'curl@7.84': row('curl 7.84', '7.84 to 8.10', `--netrc-file, ~/.netrc, ${ON_WINDOWS}`),
  git: row('Git', 'any, with one of these curls', `~/.netrc, ${ON_WINDOWS}`),
  wget: row('Wget', '1.21 to 1.25, for HTTP', `~/.netrc, ${ON_WINDOWS}`, NO_DEFAULT),
  python: row('Python', '3.11 and later', '$NETRC (pip, requests), ~/.netrc, ~/_netrc', OWN_FILE),
  uv: row('uv', 'any', `$NETRC, ~/.netrc, ${ON_WINDOWS}`, ON_REQUEST),
  go: row('Go', 'the go command, 1.19 to 1.24', `$NETRC, ~/.netrc, ${ON_WINDOWS}`, NO_DEFAULT),
  jgit: row('JGit', 'any: Eclipse, Gerrit', '~/.netrc, ~/_netrc', ON_REQUEST),
  perl: row('Perl', 'Net::Netrc', '~/.netrc, ~/_netrc', { ...OWN_FILE, ...ON_REQUEST }),
  ruby: row('Ruby', 'the gem netrc 0.11', `$NETRC/.netrc, ~/.netrc, ${ON_WINDOWS}`, MODE_0600),
  'git-credential-netrc': row('git-credential-netrc', 'of Git up to 2.50', ENCRYPTED_FIRST, {
    ...OWN_FILE,
    ...NO_DEFAULT,
  }),
  'netrc-parser': row('the Heroku CLI', 'npm netrc-parser 3.1', GPG_FIRST, NO_DEFAULT),
  netrc: row('npm netrc', '0.1', '~/.netrc', { ...NO_DEFAULT, ...ON_REQUEST }),
}

/** Every program that `check` knows, with its name, its title, its versions, and where it looks for the file. */
export const programs: readonly ProgramInfo[] = Object.keys(ROWS)
  .filter((name): name is Program => name in ROWS)
  .map((name) => ({ name, ...ROWS[name] }))

function row(
  title: string,
  versions: string,
  files: string,
  others: Partial<ProgramInfo> = {},
): Omit<ProgramInfo, 'name'> {
  const usual = { requirement: undefined, usesDefault: true, isCheckedByDefault: true }
  return { title, versions, files, ...usual, ...others }
}
