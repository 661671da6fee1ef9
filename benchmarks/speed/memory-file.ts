import fs, { type PathLike } from 'node:fs'

/** A path without a file: a package that only takes a path finds its text there, without a disk. */
export const memoryPath = '/in-memory.netrc'

/** The content at that path: what is read there, or was last written. */
export const memoryFile: { content: string } = { content: '' }

/** Makes `fs` read and write the memory file at its path from now on. */
export function openMemoryFile(): void {
  const { existsSync, readFileSync, writeFileSync } = fs
  Object.assign(fs, {
    existsSync: (path: PathLike) => path === memoryPath || existsSync(path),
    readFileSync: (...call: Parameters<typeof readFileSync>) =>
      call[0] === memoryPath ? memoryFile.content : readFileSync(...call),
    writeFileSync: (...call: Parameters<typeof writeFileSync>) => {
      if (call[0] !== memoryPath) writeFileSync(...call)
      else memoryFile.content = String(call[1])
    },
  })
}
