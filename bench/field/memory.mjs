// What memory the app takes: of its WebAssembly in every worker, of the scripts of its page, of the process around them.
import { readFile } from 'node:fs/promises';

/** Reads it, in MB. */
export async function memory(phone) {
  const session = await phone.context.newCDPSession(phone.page);
  const attached = [];
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => attached.push({ sessionId, ...targetInfo }));
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const workers = attached.filter(({ type }) => type === 'worker');
  const wasm = [];
  for (const { sessionId, url } of workers) wasm.push({ url, bytes: await wasmBytes(session, sessionId) });
  await session.detach();
  return { wasm: wasm.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6, workers: workers.length, scripts: usedSize / 1e6, process: await resident(phone) };
}

/** Asks a worker's debugger for every memory of WebAssembly that lives. */
async function wasmBytes(session, sessionId) {
  let last = 0;
  const ask = (method, params) =>
    new Promise((done, fail) => {
      const id = ++last;
      const heard = ({ sessionId: from, message }) => {
        const said = JSON.parse(message);
        if (from !== sessionId || said.id !== id) return;
        session.off('Target.receivedMessageFromTarget', heard);
        if (said.error) fail(new Error(`${method}: ${said.error.message}`));
        else done(said.result);
      };
      session.on('Target.receivedMessageFromTarget', heard);
      session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) }).catch(fail);
    });
  const { result } = await ask('Runtime.evaluate', { expression: 'WebAssembly.Memory.prototype' });
  const { objects } = await ask('Runtime.queryObjects', { prototypeObjectId: result.objectId });
  const sum = 'function () { return this.reduce((all, memory) => all + memory.buffer.byteLength, 0); }';
  const { result: bytes } = await ask('Runtime.callFunctionOn', { objectId: objects.objectId, functionDeclaration: sum, returnByValue: true });
  return bytes.value;
}

/** The resident memory of the largest process of a page. */
async function resident(phone) {
  const session = await phone.context.browser().newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = await Promise.all(
    processInfo.filter(({ type }) => type === 'renderer').map(async ({ id }) => {
      const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1000;
    }),
  );
  return Math.max(...sizes);
}
