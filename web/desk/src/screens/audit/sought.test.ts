// A link into the log is read as far as it makes sense.
import { expect, test } from 'vitest';
import { sought } from './sought';

const read = (query: string): object => sought((name) => new URLSearchParams(query).get(name) ?? '');

test('what is chosen in the address is asked for', () => {
  const worker = '018f0000-0000-7000-8000-000000000000';
  expect(read(`worker=${worker}&action=export&from=2026-11-01&until=2026-11-30&text=533325`)).toEqual({
    worker, action: 'export', from: '2026-11-01', until: '2026-11-30', text: '533325',
  });
});

test('what makes no sense is left out', () => {
  expect(read('worker=me&action=a%20b&from=today&until=&page=2')).toEqual({});
});
