/** Works through jobs, two at a time; returns their results in order. */
export async function workThrough<Job, Result>(
  jobs: readonly Job[],
  work: (job: Job) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const left = jobs.entries()
  const worker = async () => {
    // Both loops take from one iterator.
    for (const [index, job] of left) results[index] = await work(job)
  }
  await Promise.all([worker(), worker()])
  return results
}
