import { spawn } from 'node:child_process'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

/** Serves the repositories of a directory with Git's own program for web servers, including pushes. */
export function serveGit(root: string): RequestListener {
  return (request, response) => {
    const child = spawn('git', ['http-backend'], {
      env: { PATH: process.env.PATH, GIT_PROJECT_ROOT: root, ...requestVariables(request) },
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stdin.on('error', () => {}) // it may end before it has read everything
    child.on('error', () => response.writeHead(500).end())
    child.on('close', () => respond(response, Buffer.concat(chunks)))
    request.pipe(child.stdin)
  }
}

/** Returns the variables with which a web server describes a request to a program (RFC 3875). */
function requestVariables(request: IncomingMessage): Record<string, string> {
  // A proxy gets a whole URL, a server only a path.
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://git.example')
  const { headers } = request
  const length = headers['content-length']
  return {
    GIT_HTTP_EXPORT_ALL: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    // Git does not allow anonymous pushes.
    REMOTE_USER: 'someone',
    REQUEST_METHOD: request.method ?? 'GET',
    PATH_INFO: pathname,
    QUERY_STRING: searchParams.toString(),
    CONTENT_TYPE: headers['content-type'] ?? '',
    HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
    GIT_PROTOCOL: String(headers['git-protocol'] ?? ''),
    // A long push comes in chunks, without a length.
    ...(length === undefined ? {} : { CONTENT_LENGTH: length }),
  }
}

/** Sends the program's headers and content. */
function respond(response: ServerResponse, output: Buffer): void {
  const end = output.indexOf('\r\n\r\n')
  for (const line of output.toString('latin1', 0, Math.max(end, 0)).split('\r\n')) {
    const [name = '', value = ''] = line.split(/: */, 2)
    if (name.toLowerCase() === 'status') response.statusCode = Number.parseInt(value, 10)
    else if (name !== '') response.setHeader(name, value)
  }
  response.end(output.subarray(end + 4))
}
