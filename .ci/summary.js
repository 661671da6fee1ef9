// Prints `N passed, N failed, N skipped`, added up over the given JSON reports of vitest.
import { readFileSync } from 'node:fs'

const sum = { passed: 0, failed: 0, skipped: 0 }
for (const path of process.argv.slice(2)) {
  for (const status of readStatuses(path)) sum[status] += 1
}
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)

/** Returns the result of each test. A missing report, or a file that failed before its tests ran, counts as one failure. */
function readStatuses(path) {
  let report
  try {
    report = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return ['failed']
  }
  return report.testResults.flatMap((file) => {
    const statuses = file.assertionResults.map((test) => nameStatus(test.status))
    const isBroken = file.status === 'failed' && !statuses.includes('failed')
    return isBroken ? [...statuses, 'failed'] : statuses
  })
}

function nameStatus(status) {
  return status === 'passed' || status === 'failed' ? status : 'skipped'
}
