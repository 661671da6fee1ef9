/** Works through jobs, two at a time. */
export async function workThrough<Job>(
  jobs: Iterable<Job>,
  work: (job: Job) => Promise<void>,
): Promise<void> {
  const left = jobs[Symbol.iterator]()
  const worker = async () => {
    // Both loops take from one iterator.
    for (let job = left.next(); !job.done; job = left.next()) await work(job.value)
  }
  await Promise.all([worker(), worker()])
}
