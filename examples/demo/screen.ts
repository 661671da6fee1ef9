import type { Step } from './diff.ts'

const CONTEXT = 2

type Color = 'red' | 'green' | 'cyan' | 'dim'

const CODES: Readonly<Record<Color, number>> = { red: 31, green: 32, cyan: 36, dim: 2 }

/** Colors a line if the output is a terminal and NO_COLOR does not forbid it. */
function paint(color: Color, line: string): string {
  if (!process.stdout.isTTY || process.env.NO_COLOR) return line
  return `\u001b[${CODES[color]}m${line}\u001b[0m`
}

/** Shows the changed lines with some lines around them. */
export function renderDiff(
  steps: readonly Step[],
  before: readonly string[],
  after: readonly string[],
): string {
  const lines: string[] = []
  let isGap = false
  for (const [index, step] of steps.entries()) {
    const around = steps.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1)
    const isNear = around.some(({ kind }) => kind !== 'same')
    if (isNear) lines.push(renderStep(step, before, after))
    else if (!isGap) lines.push(paint('cyan', '  …'))
    isGap = !isNear
  }
  return lines.join('\n')
}

function renderStep(step: Step, before: readonly string[], after: readonly string[]): string {
  switch (step.kind) {
    case 'same':
      return paint('dim', `  ${before[step.before]}`.trimEnd())
    case 'removed':
      return paint('red', `- ${before[step.before]}`)
    case 'added':
      return paint('green', `+ ${after[step.after]}`)
  }
}
