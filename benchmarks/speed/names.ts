/** The core, as a program spells it. */
export const coreName = 'lossless-netrc/core'
/** The whole package, as a program spells it. */
export const packageName = 'lossless-netrc'
/** The npm packages that are measured. */
export const peerNames: readonly string[] = [
  'netrc',
  'netrc-parser',
  'netrc-rw',
  'netrc2',
  'node-netrc',
  'netrc-reader',
]
