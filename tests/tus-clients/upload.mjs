// Uploads every file of a folder with tus-js-client until each is complete, whatever breaks on the way.
//
// node upload.mjs ENDPOINT FOLDER NODE_MODULES; the access token is in DOORSTEP_TOKEN.

import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [endpoint, folder, modules] = process.argv.slice(2)
const { Upload } = createRequire(join(modules, 'x.js'))('tus-js-client')
const headers = { Authorization: `Bearer ${process.env.DOORSTEP_TOKEN}` }

/** Uploads bytes once, with the client's own tries again; later calls go on at `url`. */
function attempt(bytes, n, url) {
  return new Promise((done, fail) => {
    const upload = new Upload(bytes, {
      endpoint,
      uploadUrl: url,
      headers,
      metadata: { sha256: createHash('sha256').update(bytes).digest('hex') },
      retryDelays: [0, 20, 50, 100, 200],
      // Each way of sending has its turn: in one piece, in pieces, and along with the beginning.
      chunkSize: n % 3 === 0 ? Infinity : 40_000,
      uploadDataDuringCreation: n % 3 === 2,
      onShouldRetry: () => true,
      onError: (error) => fail(Object.assign(error, { url: upload.url })),
      onSuccess: () => done(),
    })
    upload.start()
  })
}

let tries = 0
for (const [n, name] of readdirSync(folder).sort().entries()) {
  const bytes = readFileSync(join(folder, name))
  let url
  for (let complete = false; !complete; ) {
    tries += 1
    if (tries > 2_000) throw new Error(`${name} does not complete`)
    try {
      await attempt(bytes, n, url)
      complete = true
    } catch (error) {
      url = error.url ?? url
    }
  }
}
console.log(`complete after ${tries} tries`)
