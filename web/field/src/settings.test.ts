// Settings that were kept are read back; what is not known begins anew.
import { expect, test } from 'vitest';
import { read } from './settings.svelte';

const PLAIN = { language: null, theme: 'auto', size: 'normal' };

test('what was kept is read', () => {
  const kept = { language: 'en', theme: 'sun', size: 'largest' };
  expect(read(JSON.stringify(kept))).toEqual(kept);
});

test.each([null, '', '{', '[]', '7', '{"language":"xx","theme":5,"size":"huge"}'])('%s begins anew', (text) => {
  expect(read(text)).toEqual(PLAIN);
});
