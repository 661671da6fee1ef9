/** How a program reads a value: unchanged, differently, not at all, or it refuses the file. */
export type Reading = 'same' | 'other' | 'none' | 'error'

/** A value to write, and the programs that are known not to read it back. */
export interface ValueFact {
  /** Identifies the value if it must not be shown. */
  readonly label: string
  readonly value: string
  /** Python's netrc module, 3.11; `same` if left out. */
  readonly python?: Reading
  /** wget 1.21; `same` if left out. */
  readonly wget?: Reading
  /**
   * curl 7.88, and so Git, do not find the machine after an entry that ends in this value, in any
   * form, unless there is an empty line between the two.
   */
  readonly hidesNext?: true
}

const EVERY_ASCII = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).join(
  '',
)

/** Every value that the library writes and real programs read. */
export const VALUES: readonly ValueFact[] = [
  { label: 'a plain token', value: 's3cret' },
  { label: 'one character', value: 'x' },
  { label: 'one digit', value: '0' },
  { label: 'a hex token', value: '0123456789abcdef0123456789abcdef01234567' },
  { label: 'an UUID', value: '01234567-89ab-cdef-0123-456789abcdef' },
  { label: 'a prefixed token', value: 'HRKU-AAs3cret_s3cret-s3cret' },
  { label: 'base64', value: 'czNjcmV0L3MzY3JldCtzM2NyZXQ=' },
  { label: 'base64 with two equal signs', value: 'czNj/cmV+0cw==' },
  { label: 'dots, as in a JSON web token', value: 'eyJz.M2Ny.ZXQ_-s3' },
  { label: 'a URL', value: 'https://me@a.example:8443/path?key=s3cret&more=1' },
  { label: 'percent signs', value: '%73%33cret%' },
  { label: 'a dollar sign and a brace', value: '$' + '{HOME}$s3cret$' },
  { label: 'a back-tick', value: '`s3cret`' },
  { label: 'a tilde', value: '~/s3cret' },
  { label: 'colons', value: 's3:cret:' },
  { label: 'a comma', value: 's3,cret' },
  { label: 'a comma at each end', value: ',s3cret,' },
  { label: 'a semicolon', value: 's3;cret' },
  { label: 'brackets', value: '[s3](cret){x}<y>' },
  { label: 'an exclamation mark', value: '!s3!cret!' },
  { label: 'a leading dash', value: '-s3cret' },
  { label: 'a leading equal sign', value: '=s3cret' },
  { label: 'an at sign', value: 'me@mail.example' },
  { label: 'a star', value: '*' },
  { label: 'every ASCII character but blanks', value: EVERY_ASCII, python: 'other', wget: 'other' },

  { label: 'nothing', value: '' },
  { label: 'a space inside', value: 's3 cret' },
  { label: 'two spaces inside', value: 's3  cret' },
  { label: 'a leading space', value: ' s3cret' },
  { label: 'a trailing space', value: 's3cret ' },
  { label: 'a space alone', value: ' ' },
  { label: 'a tab inside', value: 's3\tcret' },
  { label: 'a tab alone', value: '\t' },
  { label: 'spaces and a tab around', value: ' \ts3cret\t ' },
  { label: 'a form feed', value: 's3\fcret' },
  { label: 'an escape character', value: 's3\u001bcret' },
  { label: 'a delete character', value: 's3\u007fcret' },
  { label: 'a sentence', value: 'correct horse battery staple' },

  { label: 'a double quote inside', value: 's3"cret' },
  { label: 'a leading double quote', value: '"s3cret' },
  { label: 'a trailing double quote', value: 's3cret"' },
  { label: 'double quotes around', value: '"s3cret"' },
  { label: 'a double quote alone', value: '"' },
  { label: 'two double quotes', value: '""' },
  { label: 'double quotes and spaces', value: '"s3" "cret"' },
  { label: 'a single quote inside', value: "s3'cret" },
  { label: 'single quotes around', value: "'s3cret'" },
  { label: 'a single quote alone', value: "'" },
  { label: 'a single quote and a space', value: "s3'cret s3'cret" },

  { label: 'a backslash inside', value: 's3\\cret', python: 'other', wget: 'other' },
  { label: 'a leading backslash', value: '\\s3cret', python: 'other', wget: 'other' },
  // Quoted, like every value that ends in a backslash.
  { label: 'a trailing backslash', value: 's3cret\\' },
  { label: 'a backslash alone', value: '\\' },
  { label: 'two backslashes', value: 's3\\\\cret', python: 'other', wget: 'other' },
  { label: 'a backslash and a letter n', value: 's3\\ncret', python: 'other', wget: 'other' },
  { label: 'a backslash and a space', value: 's3\\ cret' },
  { label: 'a backslash before a trailing space', value: 's3cret\\ ' },
  { label: 'a trailing backslash after a space', value: 's3 cret\\' },
  { label: 'a backslash and a double quote', value: 's3\\"cret', python: 'other', wget: 'other' },
  { label: 'a double quote, a backslash and a space', value: '"\\ s3cret' },
  { label: 'a domain and a user', value: 'DOMAIN\\user', python: 'other', wget: 'other' },

  { label: 'a leading hash', value: '#s3cret' },
  { label: 'a hash inside', value: 's3#cret' },
  { label: 'a trailing hash', value: 's3cret#' },
  { label: 'a hash alone', value: '#' },
  { label: 'a hash after a space', value: 's3 #cret' },
  { label: 'a hash and a space', value: '# s3cret' },

  { label: 'the keyword machine', value: 'machine', hidesNext: true },
  { label: 'the keyword MACHINE', value: 'MACHINE', hidesNext: true },
  { label: 'the keyword default', value: 'default' },
  { label: 'the keyword macdef', value: 'macdef', hidesNext: true },
  { label: 'the keyword login', value: 'login' },
  { label: 'the keyword password', value: 'password' },
  { label: 'the keyword account', value: 'account' },
  { label: 'the keyword user', value: 'user' },
  { label: 'a keyword and more', value: 'machine1' },
  { label: 'an entry in a value', value: 'x machine b.example login me password y' },

  { label: 'an accent', value: 'sécret' },
  { label: 'a sharp s at the end', value: 's3cretß' },
  { label: 'a no-break space', value: 's3\u00a0cret' },
  { label: 'a line separator', value: 's3\u2028cret' },
  { label: 'a next-line control', value: 's3\u0085cret' },
  { label: 'a byte order mark', value: '\ufeffs3cret' },
  { label: 'Greek', value: 'μυστικό' },
  { label: 'CJK', value: '秘密の言葉' },
  { label: 'CJK and a space', value: '秘密 言葉' },
  { label: 'an emoji', value: 's3🔑cret' },
  { label: 'an emoji of several characters', value: '👩‍💻' },
  { label: 'an accent, a quote and a backslash', value: 'é"\\' },

  { label: '64 characters', value: 's3cret/='.repeat(8) },
  { label: '255 characters', value: 'x'.repeat(255) },
  { label: '256 characters', value: 'x'.repeat(256) },
  { label: '1,000 characters', value: 's3cret++'.repeat(125) },
  { label: '1,000 characters with spaces', value: 's3 cret '.repeat(125) },
  { label: '1,000 characters, all double quotes', value: '"'.repeat(1000) },
  { label: '1,300 characters of CJK', value: '密'.repeat(1300) },
  { label: '4,000 characters', value: 'x'.repeat(4000) },
  { label: '4,000 characters with a space', value: `${'x'.repeat(3998)} x` },
]
