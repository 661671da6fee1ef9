import { isNetrcError, lex, parse, serialize } from 'lossless-netrc/core'

/** Edits a text as a page or a worker does. Nothing here needs Node. */
export function play() {
  const netrc = parse('machine a.example login anna password s3cret # work\n')
  netrc.get('a.example').set('password', 'n3w-s3cret')
  netrc.add('b.example', { login: 'ben', password: 'two words' })
  const text = String(netrc)
  return {
    text,
    bytes: [...parse(Uint8Array.of(0x23, 0xff, 0x0a)).toBytes()],
    textOfTokens: serialize(lex(text)),
    json: JSON.stringify(netrc),
    isRecognized: isRecognized(() => netrc.set('c.example', { password: 'a\nb' })),
  }
}

function isRecognized(edit) {
  try {
    edit()
    return false
  } catch (error) {
    return isNetrcError(error)
  }
}
