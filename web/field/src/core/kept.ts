// Small things that outlive the page, in IndexedDB: the wrapped key, counts of tries, choices.

/** A place for small things by name. */
export interface Kept {
  get<T>(name: string): Promise<T | undefined>;
  /** Comes back when it is on the disk. */
  put(name: string, value: unknown): Promise<void>;
  remove(name: string): Promise<void>;
}

const STORE = 'kept';

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error ?? new Error('IndexedDB failed'));
  });

const open = (name: string): Promise<IDBDatabase> => {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return asked(request);
};

const settled = (transaction: IDBTransaction): Promise<void> =>
  new Promise((done, fail) => {
    transaction.oncomplete = () => done();
    transaction.onabort = () => fail(transaction.error ?? new Error('IndexedDB gave up'));
  });

/** Opens the browser's place. */
export const keptInBrowser = (name = 'doorstep'): Kept => {
  let database: Promise<IDBDatabase> | undefined;
  const ready = (): Promise<IDBDatabase> => (database ??= open(name));
  const write = async (change: (store: IDBObjectStore) => void): Promise<void> => {
    const transaction = (await ready()).transaction(STORE, 'readwrite', { durability: 'strict' });
    change(transaction.objectStore(STORE));
    await settled(transaction);
  };
  return {
    get: async <T>(key: string) => {
      const store = (await ready()).transaction(STORE).objectStore(STORE);
      return asked<T | undefined>(store.get(key));
    },
    put: (key, value) => write((store) => store.put(value, key)),
    remove: (key) => write((store) => store.delete(key)),
  };
};
