import { describe, test } from 'vitest'

/**
 * Defines a `describe` with requirements that may not be installed. If something is missing, it is skipped and its
 * title says so; on a CI machine (`CI=true`) it fails, so that no check is skipped there unnoticed.
 */
export function describeUnlessMissing(
  missing: readonly string[],
  title: string,
  body: () => void,
): void {
  if (missing.length === 0) {
    describe(title, body)
    return
  }
  const reason = `not installed: ${missing.join(', ')}`
  if (process.env.CI !== 'true') {
    describe.skip(`${title} (skipped, ${reason})`, body)
    return
  }
  describe(title, () => {
    test('finds its programs', () => {
      throw new Error(reason)
    })
  })
}
