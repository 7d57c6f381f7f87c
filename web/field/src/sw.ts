// The service worker: keeps the app for use without network, hands versions over, and leaves the server's own alone.
import { from } from './sw/answer';
import { type Listed, keep } from './sw/keep';
import { type Said, spare } from './sw/tidy';

declare const self: ServiceWorkerGlobalScope;
/** The files of this version. */
declare const __FILES__: readonly Listed[];
declare const __VERSION__: string;

const PREFIX = 'doorstep-app-';
const CACHE = `${PREFIX}${__VERSION__}`;
const LISTED = new Set(__FILES__.map(([path]) => path));
/** How long a page has to answer; one that does not may be frozen. */
const PATIENCE_MS = 2_000;

const pages = (): Promise<readonly WindowClient[]> =>
  self.clients.matchAll({ type: 'window', includeUncontrolled: true });

const olderNames = async (): Promise<string[]> =>
  (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);

const tell = async (word: object): Promise<void> => {
  for (const page of await pages()) page.postMessage(word);
};

const hex = async (bytes: ArrayBuffer): Promise<string> => {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
};

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

const install = async (): Promise<void> => {
  const older = await Promise.all((await olderNames()).map((name) => caches.open(name)));
  await keep(__FILES__, {
    cache: await caches.open(CACHE),
    older,
    fetch: (path, fresh) =>
      fetch(path, { cache: fresh || path === '/index.html' ? 'reload' : 'default', credentials: 'omit', redirect: 'error' }),
    digest: hex,
    told: (done, total) => void tell({ kept: { done, total } }),
    wait,
  });
};

/** Asks a page whether it is in the middle of something, and which version it is. */
const ask = (page: WindowClient): Promise<{ held: boolean; entry: string } | undefined> =>
  new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<{ held: boolean; entry: string }>) => done(data);
    page.postMessage({ may: 'take' }, [port2]);
    setTimeout(() => done(undefined), PATIENCE_MS);
  });

const askAll = async (): Promise<Awaited<ReturnType<typeof ask>>[]> => Promise.all((await pages()).map(ask));

/** Tells whether this version is in use and none is on its way: only then are all other caches those of older ones. */
const isLatest = (): boolean => {
  const { installing, waiting } = self.registration;
  return !installing && !waiting && self.serviceWorker?.state !== 'redundant';
};

const tidy = async (): Promise<void> => {
  if (!isLatest()) return;
  const older = (await olderNames()).map((name) => ({
    name,
    has: async (entry: string) => (await (await caches.open(name)).match(entry)) !== undefined,
  }));
  if (older.length === 0) return;
  // What this version has too is no reason to keep another.
  const said: Said[] = (await askAll()).filter((page) => !page || !LISTED.has(page.entry));
  for (const name of await spare(older, said)) if (isLatest()) await caches.delete(name);
};

const take = async (port: MessagePort | undefined): Promise<void> => {
  const taken = (await askAll()).every((page) => !page?.held);
  port?.postMessage({ taken });
  if (taken) await self.skipWaiting();
};

const kept = async (path: string): Promise<Response> =>
  (await (await caches.open(CACHE)).match(path)) ?? (await caches.match(path)) ?? fetch(path);

self.addEventListener('install', (event) => event.waitUntil(install()));

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
  // What an old page needs may still be asked for while it loads anew.
  void wait(10_000).then(tidy);
});

self.addEventListener('message', (event: ExtendableMessageEvent) => {
  const word: unknown = event.data;
  if (typeof word !== 'object' || word === null) return;
  if ('take' in word) event.waitUntil(take(event.ports[0]));
  if ('tidy' in word) event.waitUntil(tidy());
});

self.addEventListener('fetch', (event) => {
  const source = from(event.request, self.location.origin, LISTED);
  if (source === 'network') return;
  if ('page' in source) event.respondWith(kept(source.page));
  else if ('file' in source) event.respondWith(kept(source.file));
  else event.respondWith(caches.match(source.any).then((found) => found ?? fetch(event.request)));
});

const show = async (path: string): Promise<void> => {
  const open = (await pages())[0];
  if (!open) return void (await self.clients.openWindow(path));
  await open.focus();
  open.postMessage({ go: path });
};

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const data: unknown = event.notification.data;
  const path = typeof data === 'object' && data !== null && 'path' in data ? String(data.path) : '/';
  event.waitUntil(show(path));
});
