import { updateNetrc, updateNetrcSync } from '../../../../dist/index.js'

// Adds machines, one update each: `updater.mjs FILE COUNT NAME sync|async`.

const [path, count, name, form] = process.argv.slice(2)
const update = form === 'sync' ? updateNetrcSync : updateNetrc
for (let number = 0; number < Number(count); number++) {
  await update((netrc) => netrc.set(`${name}-${number}.example`, { password: 's3cret' }), {
    path,
    timeout: 60_000,
  })
}
