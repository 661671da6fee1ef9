import { updateNetrc } from 'lossless-netrc'

// Adds ten machines to the user's file, one update each, while other processes do the same.
const [name] = process.argv.slice(2)
for (let index = 0; index < 10; index++) {
  const host = `${name}-${index}.example`
  await updateNetrc((netrc) => netrc.add(host, { login: 'anna' }).kind, { timeout: 60_000 })
}
