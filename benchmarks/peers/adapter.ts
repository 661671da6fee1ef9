/** The fields of a machine, as a package returns them; netrc2 returns `[login, password]`. */
export type Machine = Record<string, string | undefined> | [login: string, password: string]
type Machines = Readonly<Record<string, Machine>>

/** The measured functions of an adapter; machines.js describes them. */
export interface Adapter {
  readonly machines: (document: unknown) => Machines
  readonly open: (file: string) => unknown
  readonly save?: (document: unknown) => unknown
  readonly openSync?: (file: string) => unknown
  readonly saveSync?: (document: unknown) => void
  readonly parse?: (text: string) => unknown
  readonly format?: (document: unknown) => string
  readonly change?: (document: unknown, name: string, password: string) => void
}

/** Loads the adapter of a package. */
export async function loadAdapter(name: string): Promise<Adapter> {
  const { adapter }: { readonly adapter: Adapter } = await import(`./${name}.js`)
  return adapter
}

/** Returns the login and the password of a machine; empty strings if it has none. */
export function credentialsOf(machine: Machine | undefined): readonly [string, string] {
  if (Array.isArray(machine)) return machine
  return [machine?.login ?? '', machine?.password ?? '']
}
