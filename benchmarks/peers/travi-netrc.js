import netrc from '@travi/netrc'
import { serveTable } from './netrc-table.js'

await serveTable(netrc)
