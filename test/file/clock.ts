import { onTestFinished } from 'vitest'

// Loaded before each test file (vitest.config.ts), because the library stores the clock once, when it is loaded.

const real = performance.now.bind(performance)
let readClock = real
performance.now = () => readClock()

/** Replaces the clock of a waiting process until the test ends. */
export function setClock(clock: (real: () => number) => number): void {
  readClock = () => clock(real)
  onTestFinished(() => {
    readClock = real
  })
}
