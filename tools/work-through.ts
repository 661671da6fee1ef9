/** The number of jobs that run at once. */
export const PARALLEL = 2

/** Runs jobs, some at once, and returns their results in order. Each worker can have a resource of its own. */
export async function workThrough<Job, Result>(
  jobs: readonly Job[],
  work: (job: Job, worker: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const left = jobs.entries()
  const workers = Array.from({ length: PARALLEL }, async (_, worker) => {
    // All loops take from the same iterator.
    for (const [index, job] of left) results[index] = await work(job, worker)
  })
  await Promise.all(workers)
  return results
}
