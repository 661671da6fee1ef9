import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Results } from '../speed/rows.ts'
import { documents, root } from './documents.ts'
import { drawings } from './drawings.ts'

const charts = 'docs/charts/'

/** Writes every page and chart from the results, and removes charts that are no longer drawn. */
export async function writePages(results: Results): Promise<void> {
  const files = await pages(results)
  mkdirSync(new URL(charts, root), { recursive: true })
  for (const path of storedCharts()) if (!files.has(path)) rmSync(new URL(path, root))
  for (const [path, text] of files) writeFileSync(new URL(path, root), text)
}

/** The paths of pages and charts that are not what the results give. */
export async function outdatedPages(results: Results): Promise<readonly string[]> {
  const files = await pages(results)
  return [...new Set([...files.keys(), ...storedCharts()])].filter(
    (path) => files.get(path) !== stored(path),
  )
}

async function pages(results: Results): Promise<ReadonlyMap<string, string>> {
  return new Map([...documents(results), ...(await drawings(results))])
}

function storedCharts(): readonly string[] {
  try {
    return readdirSync(new URL(charts, root)).map((name) => `${charts}${name}`)
  } catch {
    return []
  }
}

function stored(path: string): string | undefined {
  try {
    return readFileSync(new URL(path, root), 'utf8')
  } catch {
    return undefined
  }
}
