// Runs a command of the Heroku CLI's auth plugin, which has no program of its own: `node runner.js auth:token`.
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../node_modules/@heroku-cli/plugin-auth', import.meta.url))
const load = createRequire(`${root}/package.json`)
const { Config, flush, run } = load('@oclif/core')

// Not awaited: a logout leaves a promise pending, which would change the exit status.
Config.load({ root })
  .then((config) => run(process.argv.slice(2), config))
  .then(() => flush())
  .catch(load('@oclif/core/handle'))
