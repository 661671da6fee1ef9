/** How many jobs are worked on at once. */
export const PARALLEL = 2

/** Works through jobs, some at once; returns their results in order. Each worker can have something of its own. */
export async function workThrough<Job, Result>(
  jobs: readonly Job[],
  work: (job: Job, worker: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const left = jobs.entries()
  const workers = Array.from({ length: PARALLEL }, async (_, worker) => {
    // All loops take from one iterator.
    for (const [index, job] of left) results[index] = await work(job, worker)
  })
  await Promise.all(workers)
  return results
}
