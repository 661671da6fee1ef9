// The other copy for a CommonJS program. If the program imports the package itself, Deno returns what was required before.
export * from 'lossless-netrc'
