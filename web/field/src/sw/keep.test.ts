// The app's files come whole or not at all, survive cuts, and are not fetched twice.
import { expect, test } from 'vitest';
import { type KeepPorts, type Listed, keep } from './keep';
import { from } from './answer';
import { spare } from './tidy';

const hex = async (bytes: ArrayBuffer): Promise<string> =>
  Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');

const listed = async (path: string, text: string): Promise<Listed> => {
  const bytes = new TextEncoder().encode(text);
  return [path, await hex(bytes.buffer), bytes.length];
};

class Memory implements Pick<Cache, 'match' | 'put'> {
  all = new Map<string, Response>();
  match(path: RequestInfo | URL): Promise<Response | undefined> {
    return Promise.resolve(this.all.get(String(path))?.clone());
  }
  put(path: RequestInfo | URL, response: Response): Promise<void> {
    this.all.set(String(path), response.clone());
    return Promise.resolve();
  }
}

const set = (files: Record<string, string>, cache = new Memory(), older: Memory[] = []) => {
  const heard = { fetched: [] as string[], told: [] as [number, number][], waits: [] as number[] };
  const cuts = new Map<string, number>();
  const ports: KeepPorts = {
    cache,
    older,
    fetch: (path, fresh) => {
      heard.fetched.push(fresh ? `${path} fresh` : path);
      const left = cuts.get(path) ?? 0;
      cuts.set(path, left - 1);
      if (left > 0) return Promise.reject(new TypeError('cut'));
      return Promise.resolve(new Response(files[path], { headers: { 'content-type': 'text/plain', 'content-encoding': 'br' } }));
    },
    digest: hex,
    told: (done, total) => void heard.told.push([done, total]),
    wait: (ms) => Promise.resolve(void heard.waits.push(ms)),
  };
  return { ports, heard, cuts, cache };
};

test('every file is kept under its digest, without the coding of its way', async () => {
  const list = [await listed('/index.html', 'page'), await listed('/assets/a.js', 'script')];
  const { ports, heard, cache } = set({ '/index.html': 'page', '/assets/a.js': 'script' });
  await keep(list, ports);
  const kept = await cache.match('/index.html');
  expect(await kept?.text()).toBe('page');
  expect(kept?.headers.get('content-encoding')).toBeNull();
  expect(kept?.headers.get('content-type')).toBe('text/plain');
  expect(heard.told[0]).toEqual([0, 10]);
  expect(heard.told.at(-1)).toEqual([10, 10]);
});

test('cuts are survived, with longer and longer waits', async () => {
  const list = [await listed('/a', 'text')];
  const { ports, heard, cuts } = set({ '/a': 'text' });
  cuts.set('/a', 3);
  await keep(list, ports);
  expect(heard.waits).toEqual([1000, 2000, 4000]);
  expect(heard.fetched).toEqual(['/a', '/a', '/a', '/a']);
});

test('another file under the same address is refused, what came stays, and the next try goes on from there', async () => {
  const list = [await listed('/a', 'text'), await listed('/b', 'right')];
  const cache = new Memory();
  const first = set({ '/a': 'text', '/b': '<html>portal</html>' }, cache);
  await expect(keep(list, first.ports)).rejects.toThrow('another file');
  expect([...cache.all.keys()]).toEqual(['/a']);
  expect(first.heard.fetched.slice(0, 3)).toEqual(['/a', '/b', '/b fresh']);
  const second = set({ '/b': 'right' }, cache);
  await keep(list, second.ports);
  expect(second.heard.fetched).toEqual(['/b']);
});

test('what an older version has is copied, not fetched', async () => {
  const list = [await listed('/assets/core.wasm', 'program'), await listed('/index.html', 'new page')];
  const older = new Memory();
  await keep([await listed('/assets/core.wasm', 'program'), await listed('/index.html', 'old page')], set({ '/assets/core.wasm': 'program', '/index.html': 'old page' }, older).ports);
  const { ports, heard, cache } = set({ '/index.html': 'new page' }, new Memory(), [older]);
  await keep(list, ports);
  expect(heard.fetched).toEqual(['/index.html']);
  expect(await (await cache.match('/assets/core.wasm'))?.text()).toBe('program');
});

test.each([
  ['GET', 'navigate', '/', { page: '/index.html' }],
  ['GET', 'navigate', '/student/0191-a', { page: '/index.html' }],
  ['GET', 'navigate', '/v1/openapi.json', 'network'],
  ['GET', 'navigate', '/healthz', 'network'],
  ['GET', 'navigate', '/openrosa/formList', 'network'],
  ['GET', 'navigate', '/form.xlsx', 'network'],
  ['GET', 'cors', '/v1/pull', 'network'],
  ['GET', 'same-origin', '/icon.svg', { file: '/icon.svg' }],
  ['GET', 'same-origin', '/assets/old-1a2b.js', { any: '/assets/old-1a2b.js' }],
  ['GET', 'same-origin', '/elsewhere', 'network'],
  ['POST', 'same-origin', '/icon.svg', 'network'],
])('%s %s %s', (method, mode, path, answer) => {
  const request = { method, mode, url: `https://app.example${path}` };
  expect(from(request, 'https://app.example', new Set(['/icon.svg']))).toEqual(answer);
});

test('other origins are left alone', () => {
  const request = { method: 'GET', mode: 'navigate', url: 'https://other.example/' };
  expect(from(request, 'https://app.example', new Set())).toBe('network');
});

test('old caches go only when no open page needs them', async () => {
  const cache = (name: string) => ({ name, has: (entry: string) => Promise.resolve(entry === `/assets/${name}.js`) });
  const caches = [cache('one'), cache('two')];
  expect(await spare(caches, [{ entry: '/assets/two.js' }])).toEqual(['one']);
  expect(await spare(caches, [])).toEqual(['one', 'two']);
  expect(await spare(caches, [{ entry: '/assets/two.js' }, undefined])).toEqual([]);
});
