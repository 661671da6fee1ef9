/** Formats a time in a suitable unit, with three digits. */
export function duration(milliseconds: number): string {
  const size = Math.abs(milliseconds)
  if (size < 0.9995) return `${digits(milliseconds * 1000)} µs`
  return size < 999.5 ? `${digits(milliseconds)} ms` : `${digits(milliseconds / 1000)} s`
}

/** Formats a number of things, with a comma for the thousands. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** Formats a number of bytes in kB of 1,000. */
export function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}

/** Formats a factor with two digits. */
export function times(ratio: number): string {
  return ratio < 9.95 ? ratio.toPrecision(2) : count(Math.round(ratio))
}

function digits(value: number): string {
  return Number(value.toPrecision(3)) >= 100 ? String(Math.round(value)) : value.toPrecision(3)
}
