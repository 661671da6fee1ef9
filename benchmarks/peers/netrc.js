import netrc from 'netrc'
import { serveTable } from './netrc-table.js'

await serveTable(netrc)
