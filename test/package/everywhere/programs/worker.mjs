import { parse } from '/node_modules/lossless-netrc/dist/core.js'

const netrc = parse('machine a.example password s3cret # work\n')
netrc.get('a.example').set('password', 'n3w-s3cret').set('login', 'anna')
postMessage(String(netrc))
