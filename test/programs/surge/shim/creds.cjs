// Replaces lib/util/creds.js in surge: the same interface, on lossless-netrc.
const { readCredentialsSync, updateNetrcSync } = require('lossless-netrc')

module.exports = ({ host }) => {
  function get() {
    const credentials = readCredentialsSync(host)
    return credentials ? { email: credentials.login, token: credentials.password } : null
  }

  /** Stores a token, or removes it if there is no e-mail. */
  function set(email, token) {
    updateNetrcSync((netrc) => {
      if (email === null) netrc.delete(host)
      else (netrc.get(host) ?? netrc.add(host, {})).set('login', email).set('password', token)
    })
    return get()
  }

  return { get, set }
}
