import { bundle as bundleAll } from '../../support/bundle.ts'

/** Bundles a program of this folder with the library into one file, so that plain Node can run it. Returns its path. */
export async function bundle(name: string, directory: string): Promise<string> {
  const [path = ''] = await bundleAll([new URL(`${name}.ts`, import.meta.url)], directory)
  return path
}
