import type { Program, ProgramInfo } from '../check-api.ts'

const ON_WINDOWS = '~/_netrc on Windows'
const GPG_FIRST = `~/.netrc.gpg, ~/.netrc, ${ON_WINDOWS}`
const ENCRYPTED_FIRST = '~/.authinfo.gpg, ~/.netrc.gpg, ~/.authinfo, ~/.netrc'
const OWN_FILE = { requirement: 'your own file, closed to group and others' }
const NO_DEFAULT = { usesDefault: false }
const ON_REQUEST = { isCheckedByDefault: false }
const MODE_0600 = { requirement: 'mode 0600', ...ON_REQUEST }

/** Every program that `check` knows, with its name, its title, its versions, and where it looks for the file. */
export const programs: readonly ProgramInfo[] = [
  row('curl', 'curl', '8.21 and later', `--netrc-file, $NETRC, ~/.netrc, ${ON_WINDOWS}`),
  row('curl@8.11', 'curl 8.11', '8.11 to 8.20', `--netrc-file, ~/.netrc, ${ON_WINDOWS}`),
  row('curl@7.84', 'curl 7.84', '7.84 to 8.10', `--netrc-file, ~/.netrc, ${ON_WINDOWS}`),
  row('git', 'Git', 'any, with one of these curls', `~/.netrc, ${ON_WINDOWS}`),
  row('wget', 'Wget', '1.21 to 1.25, for HTTP', `~/.netrc, ${ON_WINDOWS}`, NO_DEFAULT),
  row('python', 'Python', '3.11 and later', '$NETRC (pip, requests), ~/.netrc, ~/_netrc', OWN_FILE),
  row('uv', 'uv', 'any', `$NETRC, ~/.netrc, ${ON_WINDOWS}`, ON_REQUEST),
  row('go', 'Go', 'the go command, 1.19 to 1.24', `$NETRC, ~/.netrc, ${ON_WINDOWS}`, NO_DEFAULT),
  row('jgit', 'JGit', 'any: Eclipse, Gerrit', '~/.netrc, ~/_netrc', ON_REQUEST),
  row('perl', 'Perl', 'Net::Netrc', '~/.netrc, ~/_netrc', { ...OWN_FILE, ...ON_REQUEST }),
  row('ruby', 'Ruby', 'the gem netrc 0.11', `$NETRC/.netrc, ~/.netrc, ${ON_WINDOWS}`, MODE_0600),
  row('git-credential-netrc', 'git-credential-netrc', 'of Git up to 2.50', ENCRYPTED_FIRST, {
    ...OWN_FILE,
    ...NO_DEFAULT,
  }),
  row('netrc-parser', 'the Heroku CLI', 'npm netrc-parser 3.1', GPG_FIRST, NO_DEFAULT),
  row('netrc', 'npm netrc', '0.1', '~/.netrc', { ...NO_DEFAULT, ...ON_REQUEST }),
]

function row(
  name: Program,
  title: string,
  versions: string,
  files: string,
  others: Partial<ProgramInfo> = {},
): ProgramInfo {
  const usual = { requirement: undefined, usesDefault: true, isCheckedByDefault: true }
  return { name, title, versions, files, ...usual, ...others }
}
