// Replicates a remote database into a new local one with default settings and prints how long that took:
// node replicate.js URL FOLDER
const PouchDB = require('pouchdb');
const [url, folder] = process.argv.slice(2);
const start = process.hrtime.bigint();
PouchDB.replicate(url, new PouchDB(folder)).then((done) => {
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  console.log(JSON.stringify({ docs: done.docs_written, seconds }));
  process.exit(0);
}, (error) => {
  console.error(error);
  process.exit(1);
});
