/** A step from one list to another: an item of both or of one of them, by its index there. */
export type Step =
  | { readonly kind: 'same'; readonly before: number; readonly after: number }
  | { readonly kind: 'removed'; readonly before: number }
  | { readonly kind: 'added'; readonly after: number }

/** How far each diagonal reaches into the first list; a diagonal is the index there minus that in the second list. */
type Front = ReadonlyMap<number, number>

/** Finds the fewest steps from one list to the other, after Myers (1986): fast if little has changed. */
export function diff(before: readonly string[], after: readonly string[]): Step[] {
  const fronts: Front[] = []
  const front = new Map([[1, 0]])
  for (let distance = 0; ; distance++) {
    fronts.push(new Map(front))
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      let index = isAddition(front, diagonal, distance)
        ? (front.get(diagonal + 1) ?? 0)
        : (front.get(diagonal - 1) ?? 0) + 1
      while (index < before.length && before[index] === after[index - diagonal]) index++
      front.set(diagonal, index)
      if (index >= before.length && index - diagonal >= after.length) {
        return walkBack(fronts, before.length, after.length)
      }
    }
  }
}

function isAddition(front: Front, diagonal: number, distance: number): boolean {
  if (diagonal === -distance) return true
  if (diagonal === distance) return false
  return (front.get(diagonal - 1) ?? 0) < (front.get(diagonal + 1) ?? 0)
}

function walkBack(fronts: readonly Front[], beforeLength: number, afterLength: number): Step[] {
  const steps: Step[] = []
  let before = beforeLength
  let after = afterLength
  for (let distance = fronts.length - 1; distance >= 0; distance--) {
    const front = fronts[distance] ?? new Map()
    const diagonal = before - after
    const isAdded = isAddition(front, diagonal, distance)
    const origin = isAdded ? diagonal + 1 : diagonal - 1
    const start = front.get(origin) ?? 0
    while (before > start && after > start - origin) {
      before--
      after--
      steps.push({ kind: 'same', before, after })
    }
    if (distance === 0) break
    if (isAdded) steps.push({ kind: 'added', after: --after })
    else steps.push({ kind: 'removed', before: --before })
  }
  return steps.reverse()
}
