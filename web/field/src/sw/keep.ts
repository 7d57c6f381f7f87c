// Keeps the files of a version: what is there stays, what an older version has is copied, the rest is fetched.

/** A file of the version: address, SHA-256 in hex, size in bytes. */
export type Listed = readonly [path: string, sha256: string, size: number];

/** What keeping needs; the cache is that of the version. */
export interface KeepPorts {
  cache: Pick<Cache, 'match' | 'put'>;
  /** The caches of older versions. */
  older: Pick<Cache, 'match'>[];
  fetch(path: string, fresh: boolean): Promise<Response>;
  digest(bytes: ArrayBuffer): Promise<string>;
  /** Hears how many bytes are there, of how many. */
  told(done: number, total: number): void;
  wait(ms: number): Promise<void>;
}

/** The header under which a kept file remembers its digest. */
const DIGEST = 'x-doorstep-sha256';
/** What described the body on its way, and no longer does. */
const OF_THE_WAY = ['content-encoding', 'content-length', 'transfer-encoding', 'vary', 'date', 'age', 'connection'];
/** How often a file is tried; between the tries it waits twice as long each time. */
const TRIES = 6;
const FIRST_WAIT_MS = 1_000;
/** How many files are fetched at once. */
const AT_ONCE = 3;

const kept = async (cache: Pick<Cache, 'match'>, [path, sha256]: Listed): Promise<Response | undefined> => {
  const found = await cache.match(path);
  return found?.headers.get(DIGEST) === sha256 ? found : undefined;
};

const fetched = async ([path, sha256]: Listed, ports: KeepPorts): Promise<Response> => {
  // After a cut the browser's own cache goes on where it was, and shares one way with the page that loads the same file.
  let fresh = false;
  for (let turn = 0; ; turn += 1) {
    try {
      const response = await ports.fetch(path, fresh);
      const bytes = await response.arrayBuffer();
      // A village's portal answers too, and a server in the middle of an update mixes versions.
      fresh = !response.ok || (await ports.digest(bytes)) !== sha256;
      if (fresh) throw new Error(`${path} is another file`);
      const headers = new Headers(response.headers);
      for (const name of OF_THE_WAY) headers.delete(name);
      headers.set(DIGEST, sha256);
      return new Response(bytes, { headers });
    } catch (thrown) {
      if (turn + 1 >= TRIES) throw thrown;
      await ports.wait(FIRST_WAIT_MS * 2 ** turn);
    }
  }
};

const keepOne = async (file: Listed, ports: KeepPorts): Promise<void> => {
  if (await kept(ports.cache, file)) return;
  for (const cache of ports.older) {
    const same = await kept(cache, file);
    if (same) return ports.cache.put(file[0], same);
  }
  await ports.cache.put(file[0], await fetched(file, ports));
};

/** Keeps them all; what came stays when it fails, so that the next try goes on from there. */
export const keep = async (files: readonly Listed[], ports: KeepPorts): Promise<void> => {
  const total = files.reduce((sum, [, , size]) => sum + size, 0);
  let done = 0;
  ports.told(0, total);
  const waiting = [...files];
  const one = async (): Promise<void> => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      await keepOne(file, ports);
      done += file[2];
      ports.told(done, total);
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: AT_ONCE }, one));
  const failed = lanes.find((lane) => lane.status === 'rejected');
  if (failed) throw failed.reason;
};
