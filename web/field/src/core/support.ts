// What the browser must have, found out before anything is entrusted to it.

/** What can be missing. */
export type Lack = 'secure' | 'storage' | 'wasm' | 'simd' | 'locks' | 'channel' | 'modules' | 'crypto';

/** A module with one SIMD instruction. */
const SIMD = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

const hasModules = (): boolean => {
  let asked = false;
  const options = {
    get type(): WorkerType {
      asked = true;
      return 'module';
    },
  };
  try {
    new Worker('https://[', options).terminate();
  } catch {
    // That is no address, so nothing starts; all that matters is whether the kind was asked for before.
  }
  return asked;
};

/** A file handle as dedicated workers have it. */
interface WorkersFile extends FileSystemFileHandle {
  createSyncAccessHandle?: () => Promise<{ close(): void }>;
}

/** What a page or a worker can tell at once. */
export const lacks = (scope: typeof globalThis = globalThis): Lack[] => {
  const missing: Lack[] = [];
  const need = (lack: Lack, has: boolean): void => void (has || missing.push(lack));
  need('secure', scope.isSecureContext);
  need('wasm', 'WebAssembly' in scope);
  need('simd', 'WebAssembly' in scope && WebAssembly.validate(SIMD));
  need('locks', 'locks' in scope.navigator);
  need('channel', 'BroadcastChannel' in scope);
  need('crypto', scope.crypto?.subtle !== undefined && 'indexedDB' in scope);
  need('storage', typeof scope.navigator.storage?.getDirectory === 'function');
  return missing;
};

/** What a page can tell before it starts a worker. */
export const lacksOfPage = (): Lack[] => [...lacks(), ...(hasModules() ? [] : (['modules'] as const))];

/** What only a dedicated worker can tell: whether files can be written, which private windows may refuse. */
export const lacksOfWorker = async (): Promise<Lack[]> => {
  const missing = lacks();
  if (missing.includes('storage')) return missing;
  const name = `probe-${crypto.randomUUID()}`;
  try {
    const folder = await navigator.storage.getDirectory();
    const file: WorkersFile = await folder.getFileHandle(name, { create: true });
    const handle = await file.createSyncAccessHandle?.();
    if (!handle) missing.push('storage');
    handle?.close();
    await folder.removeEntry(name);
  } catch (thrown) {
    // A full disk is told when the database is opened; it is not the browser's lack.
    const full = thrown instanceof DOMException && thrown.name === 'QuotaExceededError';
    if (!full) missing.push('storage');
  }
  return missing;
};
