import { type AddressInfo, createServer, type Socket } from 'node:net'

/** An FTP server on the loopback interface that records the commands that it receives. */
export interface FtpServer {
  readonly port: number
  /** Returns all commands since the last call, in order. */
  takeCommands(): string[]
  close(): Promise<void>
}

/** The replies to the commands for logging in and changing directories. There is no data connection. */
const REPLIES: Readonly<Record<string, string>> = {
  USER: '331 Password required',
  PASS: '230 Logged in',
  CWD: '250 Changed',
  MKD: '257 Created',
  QUIT: '221 Goodbye',
}
const NOT_IMPLEMENTED = '502 Not implemented'

/** Starts a server that accepts every login. */
export async function startFtpServer(): Promise<FtpServer> {
  const commands: string[] = []
  const server = createServer((socket) => serve(socket, commands))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    takeCommands: () => commands.splice(0),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
      }),
  }
}

function serve(socket: Socket, commands: string[]): void {
  let unfinished = ''
  const reply = (line: string): void => {
    socket.write(`${line}\r\n`)
  }
  socket.setEncoding('utf8')
  socket.on('error', () => {}) // a client that was killed
  socket.on('data', (chunk: string) => {
    const lines = (unfinished + chunk).split('\r\n')
    unfinished = lines.pop() ?? ''
    for (const command of lines) {
      commands.push(command)
      reply(REPLIES[verbOf(command)] ?? NOT_IMPLEMENTED)
      if (verbOf(command) === 'QUIT') socket.end()
    }
  })
  reply('220 Ready')
}

function verbOf(command: string): string {
  return command.split(' ', 1)[0]?.toUpperCase() ?? ''
}
