// Loads the core's program, telling how much of it has come, and trying again until it is there.
import init, { Core, stretch } from '../wasm/core/core.js';
import address from '../wasm/core/core_bg.wasm?url';
import type { Program } from './program';

/** The program with its argon2id: 32 bytes of a PIN and a salt. */
export interface Loaded extends Program {
  stretch(pin: string, salt: Uint8Array): Uint8Array;
}

/** The size of the program in bytes, as it was built; 0 when that is not known. */
declare const __CORE_BYTES__: number;

/** How long after a failed try it is tried again, at most. */
const LONGEST_WAIT_MS = 30_000;
/** How long it may stand still. */
const STILL_MS = 30_000;

/** Hears how many bytes have come, of how many. */
type Came = (done: number, total: number | null) => void;

const fetched = async (came: Came): Promise<Response> => {
  const stop = new AbortController();
  let timer = setTimeout(() => stop.abort(), STILL_MS);
  try {
    const response = await fetch(address, { signal: stop.signal, credentials: 'omit' });
    const type = response.headers.get('content-type') ?? '';
    if (!response.ok || !response.body || type.startsWith('text/html')) throw new Error('no program');
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let done = 0;
    const reader = response.body.getReader();
    for (;;) {
      const part = await reader.read();
      if (part.done) break;
      clearTimeout(timer);
      timer = setTimeout(() => stop.abort(), STILL_MS);
      parts.push(part.value);
      done += part.value.length;
      came(done, __CORE_BYTES__ || null);
    }
    return new Response(new Blob(parts), { headers: { 'content-type': 'application/wasm' } });
  } finally {
    clearTimeout(timer);
  }
};

/** Tells whether the program is kept on the phone: the browser then reads it at once, and may have it translated already. */
const isKept = async (): Promise<boolean> => (await caches.match(address).catch(() => undefined)) !== undefined;

/** Loads the program; comes back when it is there, however long the network is away. */
export const load = async (came: Came, waited: (ms: number) => Promise<void>): Promise<Loaded> => {
  let kept = await isKept();
  for (let wait = 1_000; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      came(0, __CORE_BYTES__ || null);
      await init({ module_or_path: kept ? fetch(address, { credentials: 'omit' }) : fetched(came) });
      break;
    } catch {
      kept = false;
      await waited(wait);
    }
  }
  return {
    open: (file, key) => Core.open(file, key),
    exists: (file) => Core.exists(file),
    erase: (file) => Core.erase(file),
    stretch,
  };
};
