import { onTestFinished } from 'vitest'

// Loaded before each test file (vitest.config.ts), because the library takes the clock once, when it is loaded itself.

const real = performance.now.bind(performance)
let readClock = real
performance.now = () => readClock()

/** Until the test ends, the clock of a waiting process says what this returns. */
export function setClock(clock: (real: () => number) => number): void {
  readClock = () => clock(real)
  onTestFinished(() => {
    readClock = real
  })
}
