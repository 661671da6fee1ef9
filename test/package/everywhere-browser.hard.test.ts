import { expect, test } from 'vitest'
import { describeUnlessMissing } from '../support/requirements.ts'
import { MISSING, PLAYED, showPage } from './everywhere/browser.ts'
import { makePackedProject } from './everywhere/packed-project.ts'

// The built core of the packed tarball, unchanged, in a browser: on a page and in a worker.

describeUnlessMissing(MISSING, 'Chromium', () => {
  test('edits a string on a page and in a worker', async () => {
    const project = makePackedProject()
    try {
      expect(JSON.parse(await showPage(project.folder))).toEqual({
        page: PLAYED,
        worker: 'machine a.example login anna password n3w-s3cret # work\n',
      })
    } finally {
      project.remove()
    }
  }, 120_000)
})
