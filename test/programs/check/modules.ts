import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Program } from '../../../src/check.ts'
import { bytesOf, type Reading } from '../../check/laws/tally.ts'

// Readers in other languages that need no server: modules of Perl and Ruby, Go's reader, and two npm packages.

const HERE = fileURLToPath(new URL('.', import.meta.url))
const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const GO_READER = 'src/cmd/go/internal/auth/netrc.go'

/** How to start a reader, and what is not installed for it. */
export interface ModuleReader {
  readonly program: Program
  readonly title: string
  readonly missing: readonly string[]
  /** Looks up the hosts in each file. */
  readonly read: (files: readonly Buffer[], hosts: readonly string[]) => Reading[][]
}

export const MODULE_READERS: readonly ModuleReader[] = [
  {
    program: 'perl',
    title: "Perl's Net::Netrc",
    missing: missingUnless('perl', ['-MNet::Netrc', '-e', '1'], 'Net::Netrc for perl'),
    read: (files, hosts) => askInLines(['perl', join(HERE, 'net-netrc.pl')], files, hosts),
  },
  {
    program: 'ruby',
    title: 'the Ruby gem',
    missing: missingUnless('ruby', ['-e', 'require "netrc"'], 'the gem netrc for ruby'),
    read: (files, hosts) => askInLines(['ruby', join(HERE, 'gem.rb')], files, hosts),
  },
  {
    program: 'go',
    title: 'the reader of the go command',
    missing: existsSync(goReader()) ? [] : ['go with its sources'],
    read: (files, hosts) => askInLines([buildGoReader()], files, hosts),
  },
  ...(['netrc', 'netrc-parser'] as const).map((program) => ({
    program,
    title: `npm ${program}`,
    missing: existsSync(join(ROOT, 'benchmarks/node_modules', program))
      ? []
      : ['npm ci in benchmarks'],
    read: (files: readonly Buffer[], hosts: readonly string[]) =>
      files.map((file) => askPackage(program, file, hosts)),
  })),
]

function missingUnless(command: string, parameters: readonly string[], what: string): string[] {
  return spawnSync(command, parameters).status === 0 ? [] : [what]
}

function goReader(): string {
  const { stdout } = spawnSync('go', ['env', 'GOROOT'], { encoding: 'utf8' })
  return join((stdout ?? '').trim(), GO_READER)
}

/** Builds a program from the reader's own source and `main.go`. Returns its path. */
function buildGoReader(): string {
  const folder = makeHome()
  const source = readFileSync(goReader(), 'utf8').replace('package auth', 'package main')
  writeFileSync(join(folder, 'netrc.go'), source)
  copyFileSync(join(HERE, 'main.go'), join(folder, 'main.go'))
  const environment = { GO111MODULE: 'off', GOFLAGS: '', GOCACHE: join(folder, 'cache') }
  execFileSync('go', ['build', '-o', 'reader', 'main.go', 'netrc.go'], {
    cwd: folder,
    env: { ...process.env, ...environment },
  })
  return join(folder, 'reader')
}

type Answer = 'none' | 'refused' | readonly [login: string, password: string]

function askInLines(
  [command = '', ...parameters]: readonly string[],
  files: readonly Buffer[],
  hosts: readonly string[],
): Reading[][] {
  const questions = files.map((file) => JSON.stringify({ content: file.toString('base64'), hosts }))
  const { stdout } = spawnSync(command, parameters, {
    input: `${questions.join('\n')}\n`,
    env: environmentFor(makeHome()),
    encoding: 'utf8',
    maxBuffer: 1e9,
  })
  const lines = stdout.trim().split('\n')
  if (lines.length !== files.length) throw new Error(`${command} did not answer all questions`)
  return lines.map((line) => readingsOf(JSON.parse(line)))
}

/** Asks in a process with a time limit, because one of the packages never ends on some files. */
function askPackage(name: string, file: Buffer, hosts: readonly string[]): Reading[] {
  const home = makeHome()
  writeFileSync(join(home, '.netrc'), file, { mode: 0o600 })
  const parameters = [join(HERE, 'package.cjs'), join(ROOT, 'benchmarks'), name, ...hosts]
  const { stdout, status } = spawnSync(process.execPath, parameters, {
    env: environmentFor(home),
    encoding: 'utf8',
    timeout: 5_000,
    killSignal: 'SIGKILL',
  })
  return status === 0 ? readingsOf(JSON.parse(stdout)) : hosts.map(() => 'refused' as const)
}

function environmentFor(home: string): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: home, USERPROFILE: home }
}

function makeHome(): string {
  return mkdtempSync(join(tmpdir(), 'lossless-netrc-check-'))
}

function readingsOf(answers: readonly Answer[]): Reading[] {
  return answers.map((answer) => {
    if (answer === 'none' || answer === 'refused') return answer
    const [login, password] = answer.map((value) => Buffer.from(value, 'base64'))
    return Buffer.concat([login ?? Buffer.of(), bytesOf(), password ?? Buffer.of()])
  })
}
