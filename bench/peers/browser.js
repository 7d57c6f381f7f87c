// Calls the forms built for WebAssembly in a real Chromium and prints milliseconds: node browser.js FILE.wasm
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

async function measure(bytes) {
  const { instance } = await WebAssembly.instantiate(Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0)));
  const call = instance.exports;
  const timed = (act) => {
    const start = performance.now();
    if (act() < 0) throw new Error('the form refused');
    return performance.now() - start;
  };
  // A browser's clock is coarse, so calls are timed by the hundred.
  const each = (act) => {
    const times = [];
    for (let round = 0; round < 10; round += 1) {
      times.push(timed(() => {
        let last = 0;
        for (let n = 0; n < 100; n += 1) last = act(round * 100 + n);
        return last;
      }) / 100);
    }
    return times.sort((a, b) => a - b)[5];
  };
  const fill = timed(call.large_begin);
  const answer = each(call.large_answer);
  const open = timed(call.cascade_begin);
  const choose = each(call.cascade_choose);
  const memory = call.memory.buffer.byteLength / 1e6;
  return { fill, answer, open, choose, memory };
}

(async () => {
  const opened = await chromium.launch({ executablePath: browser(), args: flags });
  const page = await opened.newPage();
  await page.goto('about:blank');
  const bytes = readFileSync(process.argv[2]).toString('base64');
  const figures = await page.evaluate(measure, bytes);
  figures.version = opened.version();
  await opened.close();
  console.log(JSON.stringify(figures));
})().catch((error) => { console.error(error.message); process.exit(1); });
