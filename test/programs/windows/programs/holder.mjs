import { closeSync, constants, openSync, writeSync } from 'node:fs'

// Holds a file open for some milliseconds: `holder.mjs FILE MILLISECONDS shared|alone`.

/** libuv's flag for a handle that does not share the file, as virus scanners and backup programs use it. */
const ALONE = 0x10000000

const [file, milliseconds, sharing] = process.argv.slice(2)
const descriptor = openSync(file, constants.O_RDONLY | (sharing === 'alone' ? ALONE : 0))
writeSync(1, 'held\n')
setTimeout(() => closeSync(descriptor), Number(milliseconds))
