export type * from './api.ts'
export { parse } from './document.ts'
export { isNetrcError, NetrcError, type NetrcErrorCode } from './errors.ts'
export { netrcPath } from './file/path.ts'
export {
  type CredentialsOptions,
  type FileOptions,
  readCredentials,
  readCredentialsSync,
  readNetrc,
  readNetrcSync,
} from './file/read.ts'
export {
  type UpdateOptions,
  type UpdateResult,
  updateNetrc,
  updateNetrcSync,
} from './file/update.ts'
