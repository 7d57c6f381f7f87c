// The server's API, typed by its own description: `api.get('/v1/board', { query: { region } })`.
import { refusedBy, unanswered } from './refused';
import { session } from './session.svelte';
import type { Answer, Ask, PathsWith, Rest } from './shapes';

export { Refused, asRefused } from './refused';
export { session, type Who } from './session.svelte';
export type * from './types';

interface Given {
  path?: Readonly<Record<string, unknown>>;
  query?: Readonly<Record<string, unknown>>;
  body?: unknown;
  /** Bytes in place of a body. */
  file?: Blob;
  signal?: AbortSignal;
}

/** Writes an address of the API with its parts and query filled in. */
export function address(path: string, { path: parts = {}, query = {} }: Pick<Given, 'path' | 'query'> = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parts[name] ?? '')));
  const asked = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const written = new URLSearchParams(asked.map(([name, value]) => [name, String(value)])).toString();
  return written ? `${filled}?${written}` : filled;
}

/** Sends a request as the one who is signed in; a token that the server no longer takes is renewed once. */
export async function send(method: string, path: string, given: Given = {}, accept = 'application/json'): Promise<Response> {
  const attempt = async (token: string): Promise<Response> => {
    const headers: Record<string, string> = { authorization: `Bearer ${token}`, accept };
    const init: RequestInit = { method, headers };
    if (given.signal) init.signal = given.signal;
    if (given.body instanceof FormData) init.body = given.body;
    else if (given.body !== undefined) {
      headers['content-type'] = 'application/json';
      init.body = JSON.stringify(given.body);
    } else if (given.file) {
      headers['content-type'] = given.file.type || 'application/octet-stream';
      init.body = given.file;
    }
    try {
      return await fetch(address(path, given), init);
    } catch (error) {
      if (given.signal?.aborted) throw error;
      throw unanswered(String(error));
    }
  };
  let response = await attempt(await session.token());
  if (response.status === 401) response = await attempt(await session.renew());
  if (!response.ok) throw await refusedBy(response);
  return response;
}

async function ask(method: string, path: string, given?: Given): Promise<unknown> {
  const response = await send(method, path, given);
  if (response.status === 204 || response.headers.get('content-length') === '0') return null;
  return response.json();
}

function method<M extends 'get' | 'post' | 'put' | 'patch' | 'delete'>(name: M) {
  return <P extends PathsWith<M>>(path: P, ...[given]: Rest<Ask<P, M>>): Promise<Answer<P, M>> =>
    // The description is what the answer is checked against on the server's side.
    ask(name.toUpperCase(), path, given) as Promise<Answer<P, M>>;
}

/** The API; every call throws `Refused` when it comes to nothing. */
export const api = {
  get: method('get'),
  post: method('post'),
  put: method('put'),
  patch: method('patch'),
  delete: method('delete'),
  /** Posts a file: as parts of a form, or its bytes as they are. */
  async upload<P extends PathsWith<'post'>>(path: P, given: Pick<Given, 'path' | 'query' | 'signal'> & ({ body: FormData } | { file: Blob })): Promise<Answer<P, 'post'>> {
    return (await ask('POST', path, given)) as Answer<P, 'post'>;
  },
  /** Fetches a file with the name that the server gives it. */
  async file(path: string, given: Pick<Given, 'path' | 'query' | 'signal'> = {}): Promise<{ blob: Blob; name: string }> {
    const response = await send('GET', path, given, '*/*');
    const [, name = ''] = /filename="?([^";]+)"?/.exec(response.headers.get('content-disposition') ?? '') ?? [];
    return { blob: await response.blob(), name };
  },
};

/** Fetches a file and hands it to the browser to be saved. */
export async function download(path: string, given: Pick<Given, 'path' | 'query'> = {}, otherwise = 'doorstep'): Promise<void> {
  const { blob, name } = await api.file(path, given);
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href: url, download: name || otherwise });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
