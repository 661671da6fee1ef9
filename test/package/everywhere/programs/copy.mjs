// The other copy for a CommonJS program. Deno gives what was required before where that imports the package itself.
export * from 'lossless-netrc'
