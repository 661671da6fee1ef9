// `node --require offline.cjs` ends a program that looks up the name of another computer.
require('node:dns').lookup = (name) => {
  console.error(`${name} was looked up`)
  process.exit(9)
}
