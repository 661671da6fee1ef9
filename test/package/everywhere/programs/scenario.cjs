// A program that uses the library: strings, the file on disk, and what is printed of both.

const TEXT = `# tokens
machine a.example login anna password s3cret # work
machine b.example
  login ben
  password "two words"
default login guest
`

exports.play = async ({ library, otherCopy, core, inspect, readFile, folder }) => {
  const { parse, netrcPath, readCredentials, readCredentialsSync } = library
  const { updateNetrc, updateNetrcSync, readNetrc } = library

  const netrc = parse(TEXT)
  netrc.get('a.example').set('password', 'n3w-s3cret').set('port', '8443')
  netrc.add('c.example', { login: 'cleo', password: 'th1rd-s3cret' })
  netrc.delete('b.example')
  const bytes = [...parse(Uint8Array.of(0x23, 0xff, 0x0a)).toBytes()]

  const created = await updateNetrc((file) => {
    file.set('api.example', { login: 'anna', password: 's3cret' })
  })
  const changed = updateNetrcSync((file) => file.set('git.example', { login: 'ben' }).kind)
  const unchanged = await updateNetrc((file) => file.delete('absent.example'))
  const found = await readCredentials('api.example')
  const foundByUrl = readCredentialsSync(new URL('https://anna@api.example:8443/v1'))
  const missing = await readCredentials('absent.example')

  const errors = [
    await failure(() => netrc.set('d.example', { password: 'a\ns3cret' })),
    await failure(() => updateNetrc(async () => {})),
    await failure(() => readNetrc({ path: folder })),
  ]
  const printed = [netrc, ...netrc, await readNetrc(), ...errors]
  for (const thing of printed) console.log(thing)
  console.log(inspect(printed, { depth: 9 }), JSON.stringify(printed), errors.join('\n'))
  console.log('')

  return {
    runtime: runtime(),
    text: String(netrc),
    bytes,
    textOfTokens: core.serialize(core.lex(TEXT)),
    path: netrcPath(),
    created,
    changed,
    unchanged,
    file: readFile(netrcPath(), 'utf8'),
    found,
    foundByUrl,
    isMissing: missing === undefined,
    codes: errors.map(({ code }) => code),
    recognized: [library, otherCopy, core].map(({ isNetrcError }) => errors.map(isNetrcError)),
  }
}

/** Returns which runtime this really is: Bun and Deno have a version of Node too. */
function runtime() {
  const { bun, deno, node } = process.versions
  if (bun) return `Bun ${bun}`
  return deno ? `Deno ${deno}` : `Node ${node}`
}

async function failure(action) {
  try {
    await action()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}
