import { bundle as bundleAll } from '../../support/bundle.ts'

/** Make one file of a program of this folder and the library, so that a bare Node runs it; where it is. */
export async function bundle(name: string, directory: string): Promise<string> {
  const [path = ''] = await bundleAll([new URL(`${name}.ts`, import.meta.url)], directory)
  return path
}
