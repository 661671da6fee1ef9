import { play } from './browser.mjs'

console.log(JSON.stringify(play()))
