import { play } from './browser.mjs'

globalThis.played = play()
