import type { LibraryName, PeerName } from './peers.ts'

// What docs/migrating.md says about the file itself: each cell of its table is the result of a call.

/** The file before the calls. */
export const START = 'machine a.example login anna\n'

type Answers = Readonly<Record<LibraryName, string>>

const JS_MODE = "return '0' + (fs.statSync(path).mode & 0o777).toString(8)"
const RUBY_MODE = "'0' + (File.stat(path).mode & 0o777).to_s(8)"
const JS_ADD = "fs.appendFileSync(path, 'machine b.example login bot\\n')"
const JS_STAYS = "return fs.readFileSync(path, 'utf8').includes('b.example') ? 'stays' : 'is lost'"
const UPDATE = "updateNetrcSync((netrc) => netrc.set('c.example', { login: 'anna' }))"
const SAVERS = {
  'netrc-parser': 'netrc.saveSync()',
  netrc: 'netrc.save(machines)',
  'netrc-rw': 'netrc.write()',
  'lossless-netrc': UPDATE,
}
const NEVER_SAVES = "'never saves'"

/** Returns the same code for every npm package and this one, except for how it saves. */
function withSave(code: (save: string) => string): Omit<Answers, 'ruby' | 'python'> {
  return {
    'netrc-parser': code(SAVERS['netrc-parser']),
    netrc: code(SAVERS.netrc),
    'netrc-rw': code(SAVERS['netrc-rw']),
    'lossless-netrc': code(SAVERS['lossless-netrc']),
  }
}

/** The row for each question, by its first cell. */
export const QUESTIONS: Readonly<Record<string, Answers>> = {
  'reads, with `NETRC=/other`': {
    'netrc-parser': "process.env.NETRC = '/other'; return new Netrc().file",
    // There is no /other: a program that finds the machine has read the file in the home directory.
    netrc: "process.env.NETRC = '/other'; return netrc()['a.example'] && path",
    'netrc-rw': "process.env.NETRC = '/other'; return new NetRC().filename",
    ruby: "ENV['NETRC'] = '/other'; Netrc.default_path",
    python: "os.environ.update(NETRC='/other') or netrc().hosts['a.example'] and path",
    'lossless-netrc':
      "process.env.NETRC = '/other'; return [readNetrcSync().entries.length || netrcPath()].join()",
  },
  'reads, if both `~/.netrc` and `~/.netrc.gpg` exist': {
    'netrc-parser': "fs.writeFileSync(path + '.gpg', ''); return new Netrc().file",
    netrc: "fs.writeFileSync(path + '.gpg', ''); return netrc()['a.example'] && path",
    'netrc-rw': "fs.writeFileSync(path + '.gpg', ''); return new NetRC().filename",
    ruby: "File.write(path + '.gpg', ''); Netrc.read['a.example'] && Netrc.default_path",
    python: "open(path + '.gpg', 'w').close() or netrc().hosts['a.example'] and path",
    'lossless-netrc':
      "fs.writeFileSync(path + '.gpg', ''); return readNetrcSync().has('a.example') && netrcPath()",
  },
  'reads a missing file as': {
    'netrc-parser':
      "fs.rmSync(path); netrc.loadSync(); return Object.keys(netrc.machines).join() || 'empty'",
    netrc: "fs.rmSync(path); return Object.keys(netrc()).join() || 'empty'",
    'netrc-rw':
      "fs.rmSync(path); netrc.read(); return Object.keys(netrc.machines).join() || 'empty'",
    ruby: "File.delete(path); Netrc.read.length.zero? ? 'empty' : ''",
    python: "(os.remove(path), netrc().hosts)[1] == {} and 'empty'",
    'lossless-netrc': "fs.rmSync(path); return readNetrcSync().entries.join() || 'empty'",
  },
  'reads a file with mode 0644': {
    'netrc-parser':
      "fs.chmodSync(path, 0o644); netrc.loadSync(); return netrc.machines['a.example'] && 'yes'",
    netrc: "fs.chmodSync(path, 0o644); return netrc()['a.example'] && 'yes'",
    'netrc-rw': "fs.chmodSync(path, 0o644); netrc.read(); return netrc.host('a.example') && 'yes'",
    ruby: "File.chmod(0o644, path); Netrc.read['a.example'] && 'yes'",
    python: "os.chmod(path, 0o644) or netrc().hosts['a.example'] and 'yes'",
    'lossless-netrc': "fs.chmodSync(path, 0o644); return readNetrcSync().has('a.example') && 'yes'",
  },
  'mode after saving a file with mode 0644': {
    ...withSave((save) => `fs.chmodSync(path, 0o644); ${save}; ${JS_MODE}`),
    ruby: `File.chmod(0o644, path); Netrc.read.save; ${RUBY_MODE}`,
    python: NEVER_SAVES,
  },
  'mode of a new file': {
    ...withSave((save) => `fs.rmSync(path); ${save}; ${JS_MODE}`),
    ruby: `File.delete(path); netrc.save; ${RUBY_MODE}`,
    python: NEVER_SAVES,
  },
  'saves by': {
    ...withSave(
      (save) => `const { ino } = fs.statSync(path); ${save}
        return fs.statSync(path).ino === ino ? 'writing over the file' : 'replacing the file'`,
    ),
    ruby: `inode = File.stat(path).ino; netrc.save
      File.stat(path).ino == inode ? 'writing over the file' : 'replacing the file'`,
    python: NEVER_SAVES,
  },
  'what another program added before the save': {
    ...withSave((save) => `${JS_ADD}; ${save}; ${JS_STAYS}`),
    'lossless-netrc': `updateNetrcSync((netrc) => {
        if (!fs.readFileSync(path, 'utf8').includes('b.example')) ${JS_ADD}
        netrc.set('c.example', { login: 'anna' })
      }); ${JS_STAYS}`,
    ruby: `File.write(path, "machine b.example login bot password b\\n", mode: 'a'); netrc.save
      File.read(path).include?('b.example') ? 'stays' : 'is lost'`,
    python: NEVER_SAVES,
  },
}

/** The code with which each library looks up the password of `git.example`. */
export const GIT_PASSWORD: Readonly<Record<PeerName, string>> = {
  'netrc-parser': "netrc.machines['git.example'].password",
  netrc: "machines['git.example'].password",
  'netrc-rw': "new NetRC().host('git.example').password",
  ruby: "netrc['git.example'].password",
  python: "netrc().hosts['git.example'][2]",
}
