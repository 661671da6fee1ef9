declare module 'netrc' {
  type Machines = Record<string, Record<string, string>>
  export function parse(content: string): Machines
  export function format(machines: Machines): string
}

declare module 'netrc-parser' {
  export type Machines = Record<string, Record<string, string>>
  export function parse(body: string): Machines
  export class Netrc {
    constructor(file: string)
    machines: Machines
    readonly output: string
  }
}
