import netrc from 'netrc'
import { netrcAdapter } from './machines.js'

export const adapter = netrcAdapter(netrc)
