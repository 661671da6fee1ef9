import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { build } from 'esbuild'
import { rollup } from 'rollup'
import webpack from 'webpack'

// Bundles a program for the browser: `node bundlers.mjs NAME ENTRY FILE`. Prints the warnings as JSON.

const BUNDLERS = {
  async esbuild(entry, file) {
    // esbuild ignores files in node_modules when it warns, so the built core is copied elsewhere.
    const copy = join(entry, '../copy')
    cpSync(join(entry, '../node_modules/lossless-netrc/dist'), copy, { recursive: true })
    const options = { bundle: true, minify: true, platform: 'browser', logLevel: 'silent' }
    const results = [
      await build({ ...options, entryPoints: [entry], outfile: file }),
      await build({ ...options, entryPoints: [join(copy, 'core.js')], write: false }),
    ]
    return results.flatMap(({ warnings }) => warnings.map(({ text }) => text))
  },

  async rollup(entry, file) {
    const warnings = []
    const onwarn = ({ message }) => warnings.push(message)
    const plugins = [nodeResolve({ browser: true })]
    const bundle = await rollup({ input: entry, plugins, onwarn })
    await bundle.write({ file, format: 'iife' })
    await bundle.close()
    return warnings
  },

  webpack(entry, file) {
    const output = { path: join(file, '..'), filename: file.slice(join(file, '..').length + 1) }
    const options = { entry, output, context: join(entry, '..'), mode: 'production', target: 'web' }
    return new Promise((resolve, reject) => {
      webpack(options, (error, stats) => {
        if (error) return reject(error)
        const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true })
        resolve([...errors, ...warnings].map(({ message }) => message))
      })
    })
  },
}

const [name, entry, file] = process.argv.slice(2)
console.log(JSON.stringify(await BUNDLERS[name](entry, file)))
