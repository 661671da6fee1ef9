import { parse } from '../../../src/core.ts'
import type { ProgramName } from '../../support/programs.ts'
import type { Reading } from './values.ts'

/** A host to look up, and the credentials that the file has for it. */
export interface Expectation {
  readonly host: string
  readonly login: string
  readonly password: string
}

/** A file that the library wrote a value into, and the hosts to look up in it. */
export interface Written {
  readonly text: string
  /** The machine that has the value. */
  readonly subject: Expectation
  /** A machine after it, if there is one: a value must not hide it. */
  readonly next?: Expectation
}

/** A way to write a value, and the values for which it exists. */
export interface Layout {
  readonly title: string
  readonly field: 'login' | 'password' | 'account'
  readonly programs: readonly ProgramName[]
  /** By label and program: the values that are read differently here than in their row of `VALUES`. */
  readonly exceptions: Readonly<Record<string, Readonly<Partial<Record<ProgramName, Reading>>>>>
  suits(value: string): boolean
  write(value: string): Written
}

const HOST = 'subject.example'
const NEXT = { host: 'next.example', login: 'other', password: 'n3xt' }

const ALL: readonly ProgramName[] = ['curl', 'git', 'python3', 'wget']
/** Git reads through curl's library, and takes the longest. */
const ALL_BUT_GIT: readonly ProgramName[] = ['curl', 'python3', 'wget']

/** All ways in which a value is written. */
export const LAYOUTS: readonly Layout[] = [
  {
    title: 'a password in a new file',
    field: 'password',
    programs: ALL,
    exceptions: {},
    suits: () => true,
    write: (value) => {
      const netrc = parse('')
      netrc.set(HOST, { login: 'me', password: value })
      return { text: String(netrc), subject: { host: HOST, login: 'me', password: value } }
    },
  },
  {
    title: 'a password added to an entry on one line, before another',
    field: 'password',
    programs: ALL,
    exceptions: {},
    suits: (value) => isShort(value),
    write: (value) => {
      const netrc = parse(
        `machine ${HOST} login me\nmachine ${NEXT.host} login other password n3xt\n`,
      )
      netrc.set(HOST, { password: value })
      return {
        text: String(netrc),
        subject: { host: HOST, login: 'me', password: value },
        next: NEXT,
      }
    },
  },
  {
    title: 'a password that replaces another, in an entry on several lines, before another',
    field: 'password',
    programs: ALL_BUT_GIT,
    exceptions: {},
    suits: () => true,
    write: (value) => {
      const netrc = parse(
        '#accounts\r\n' +
          `machine\t${HOST}\r\n\tlogin\tme\r\n\tpassword\told  #mine\r\n` +
          `machine\t${NEXT.host}\r\n\tlogin\tother\r\n\tpassword\tn3xt\r\n`,
      )
      netrc.set(HOST, { password: value })
      return {
        text: String(netrc),
        subject: { host: HOST, login: 'me', password: value },
        next: NEXT,
      }
    },
  },
  {
    title: 'an account next to a password, before another',
    field: 'account',
    programs: ALL_BUT_GIT,
    exceptions: {},
    suits: () => true,
    write: (value) => {
      const netrc = parse(
        `machine ${HOST}\n  login me\n  password s3cret\n` +
          `machine ${NEXT.host}\n  login other\n  password n3xt\n`,
      )
      netrc.set(HOST, { account: value })
      return {
        text: String(netrc),
        subject: { host: HOST, login: 'me', password: 's3cret' },
        next: NEXT,
      }
    },
  },
  {
    title: 'a login that replaces another, before another entry',
    field: 'login',
    programs: ALL,
    exceptions: {},
    // A colon ends the login if it is sent over HTTP.
    suits: (value) => value !== '' && !value.includes(':'),
    write: (value) => {
      const netrc = parse(
        `machine ${HOST} login old password s3cret\n\n` +
          `machine ${NEXT.host} login other password n3xt\n`,
      )
      netrc.get(HOST)?.set('login', value)
      return {
        text: String(netrc),
        subject: { host: HOST, login: value, password: 's3cret' },
        next: NEXT,
      }
    },
  },
]

/** Returns whether a value fits: curl reads no line over 4,094 bytes, which also has the names and the login. */
function isShort(value: string): boolean {
  return Buffer.byteLength(value) < 3900
}
