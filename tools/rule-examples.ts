import type { FindingCode } from '../src/check.ts'

/** The smallest file that shows each rule. The machine to check is `a`. */
export const EXAMPLES: Readonly<Record<FindingCode, string>> = {
  'not-plain-text': '\ufeffmachine a login u password p\n',
  'carriage-return': 'machine a login u password p\r\n',
  'non-ascii': 'machine a login u password pä\n',
  'too-long': `# ${'x'.repeat(4000)}\nmachine a login u password p\n`,
  permissions: 'machine a login u password p\n',
  'keyword-case': 'machine a LOGIN u password p\n',
  'machine-name': 'machine A login u password p\n',
  'name-in-two-cases': 'machine a login u password p\nmachine A login v password q\n',
  'quoted-value': 'machine a login u password "p q"\n',
  'stray-quote': 'machine a login u password "p\n',
  backslash: 'machine a login u password p\\q\n',
  'hash-in-value': 'machine a login u password p#q\n',
  'keyword-as-value': 'machine a login u password machine\n',
  'user-or-passwd': 'machine a user u passwd p\n',
  'word-out-of-place': 'machine a port 443 login u password p\n',
  'value-on-later-line': 'machine a login\n  u password p\n',
  'field-layout': 'machine a\nlogin u\npassword p\n',
  'comment-after-empty-line':
    'machine b login v password q\n\n# two words\nmachine a login u password p\n',
  'comment-text': '# was: login v\nmachine a login u password p\n',
  'login-and-password': 'machine a password p\n',
  'second-account': 'machine a login u password p\nmachine a login v password q\n',
  'default-not-last': 'default login v password q\nmachine a login u password p\n',
  'macro-text': 'machine a login u password p\nmacdef init\nput machine x\n\n',
  macro: 'machine a login u password p\nmacdef init\nbye\n',
}
