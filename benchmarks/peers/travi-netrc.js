import netrc from '@travi/netrc'
import { netrcAdapter } from './machines.js'

export const adapter = netrcAdapter(netrc)
