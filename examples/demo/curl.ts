import { execFile } from 'node:child_process'

/** The result of a call of curl. */
export interface CurlResult {
  /** `false` if there is no such program. */
  readonly isInstalled: boolean
  readonly exitCode: number
  readonly body: string
}

/**
 * Runs `curl -n` with this home directory, in which it finds `.netrc`. The host has its real name, but every connection goes
 * to the port on the loopback interface, without a proxy.
 */
export function requestWithNetrc(url: string, home: string, port: number): Promise<CurlResult> {
  const parameters = ['-q', '-s', '-n', '--fail', '--noproxy', '*']
  const connection = ['--connect-to', `::127.0.0.1:${port}`]
  const { PATH, SystemRoot } = process.env
  const env = { PATH, SystemRoot, HOME: home, USERPROFILE: home }
  return new Promise((resolve) => {
    execFile(
      'curl',
      [...parameters, ...connection, url],
      { env, timeout: 10_000 },
      (error, body) => {
        resolve({
          isInstalled: error?.code !== 'ENOENT',
          exitCode: typeof error?.code === 'number' ? error.code : 0,
          body,
        })
      },
    )
  })
}
