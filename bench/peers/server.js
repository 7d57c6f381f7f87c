// Serves PouchDB over HTTP with its default settings, in the current folder: node server.js PORT
const PouchDB = require('pouchdb').defaults({ prefix: process.cwd() + '/' });
const app = require('express')();
app.use('/', require('express-pouchdb')(PouchDB));
app.listen(Number(process.argv[2]), '127.0.0.1', () => console.log('ready'));
