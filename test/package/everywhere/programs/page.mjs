import { play } from './browser.mjs'

// A worker has no import map: it loads the built file itself, and the page tells it what to do.
const worker = new Worker('/worker.mjs', { type: 'module' })
worker.onmessage = ({ data }) => {
  fetch('/result', { method: 'POST', body: JSON.stringify({ page: play(), worker: data }) })
}
worker.onerror = ({ message }) => fetch('/result', { method: 'POST', body: message })
