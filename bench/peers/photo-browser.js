// Admits a photo in a real Chromium, each time in a worker of its own, and prints milliseconds and MB:
// node photo-browser.js FILE.wasm PHOTO.jpg ROUNDS
const { chromium } = require('playwright-core');
const { readFileSync, existsSync } = require('fs');
const { execFileSync } = require('child_process');

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

function browser() {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    try {
      const path = execFileSync('which', [name]).toString().trim();
      if (existsSync(path)) return path;
    } catch { /* not under this name */ }
  }
  throw new Error('no Chromium is here: apt-get install chromium');
}

async function measure([wasm, photo, rounds]) {
  const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  // Compiled once, as a browser keeps it in its cache. Memory never shrinks, so a worker ends with its photo.
  const module = await WebAssembly.compile(bytes(wasm));
  const file = bytes(photo);
  const work = `onmessage = async ({ data: [module, file] }) => {
    const { exports } = await WebAssembly.instantiate(module);
    const start = performance.now();
    const at = exports.photo_room(file.length);
    new Uint8Array(exports.memory.buffer, at, file.length).set(file);
    if (exports.photo_admit() < 0) throw new Error('the photo was refused');
    const jpeg = new Uint8Array(exports.memory.buffer, exports.photo_bytes(), exports.photo_length()).slice();
    const admit = performance.now() - start;
    postMessage({ admit, memory: exports.memory.buffer.byteLength / 1e6, jpeg }, [jpeg.buffer]);
  };`;
  const url = URL.createObjectURL(new Blob([work], { type: 'text/javascript' }));
  const once = () => new Promise((resolve, reject) => {
    const start = performance.now();
    const worker = new Worker(url);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }) => {
      worker.terminate();
      resolve({ ...data, whole: performance.now() - start, jpeg: data.jpeg.length });
    };
    worker.postMessage([module, file]);
  });
  const seen = [];
  for (let round = 0; round < rounds; round += 1) seen.push(await once());
  const median = (name) => seen.map((one) => one[name]).sort((a, b) => a - b)[seen.length >> 1];
  return { admit: median('admit'), whole: median('whole'), memory: median('memory'), first: seen[0].whole, jpeg: seen[0].jpeg };
}

(async () => {
  const [wasm, photo, rounds] = process.argv.slice(2);
  const opened = await chromium.launch({ executablePath: browser(), args: flags });
  const page = await opened.newPage();
  await page.goto('about:blank');
  const read = (file) => readFileSync(file).toString('base64');
  const figures = await page.evaluate(measure, [read(wasm), read(photo), Number(rounds)]);
  figures.version = opened.version();
  await opened.close();
  console.log(JSON.stringify(figures));
})().catch((error) => { console.error(error.message); process.exit(1); });
