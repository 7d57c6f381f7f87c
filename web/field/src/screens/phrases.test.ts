// Tests of texts put together from phrases.
import { expect, it } from 'vitest';
import { hasPhrase, toggled } from './phrases';

it('adds and takes out a phrase, and keeps own words', () => {
  const text = toggled('孩子在外婆家', '同意返校');
  expect(text).toBe('孩子在外婆家；同意返校');
  expect(hasPhrase(text, '同意返校')).toBe(true);
  expect(toggled(text, '同意返校')).toBe('孩子在外婆家');
});

it('sees no phrase within a longer part', () => {
  expect(hasPhrase('不同意返校', '同意返校')).toBe(false);
});
