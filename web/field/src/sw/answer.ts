// Which requests the service worker answers, and with what.

/** Addresses that are the server's own. */
const SERVERS = /^\/(v1|healthz|readyz|metrics|openrosa|desk)(\/|$)/i;
/** An address whose last part is a file's name. */
const FILE = /\.[^/]+$/;

/** What answers a request: a kept file, a file with its digest in its name that some version has, or the network. */
export type From = { page: '/index.html' } | { file: string } | { any: string } | 'network';

/** Decides it; `listed` are the addresses of this version. */
export const from = (
  request: { method: string; mode: string; url: string },
  origin: string,
  listed: ReadonlySet<string>,
): From => {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== origin || SERVERS.test(url.pathname)) return 'network';
  if (request.mode === 'navigate') return FILE.test(url.pathname) ? 'network' : { page: '/index.html' };
  if (listed.has(url.pathname)) return { file: url.pathname };
  return url.pathname.startsWith('/assets/') ? { any: url.pathname } : 'network';
};
