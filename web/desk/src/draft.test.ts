// A form that was closed unsent is found again as it was left, and is empty once it was recorded.
import { expect, test } from 'vitest';
import { draft, forget, forgetAll } from './draft.svelte';

test('what was typed is there again until it was recorded', () => {
  const first = draft('contact 1', { said: '' });
  first.said = '周一返校';
  expect(draft('contact 1', { said: '' }).said).toBe('周一返校');
  expect(draft('contact 2', { said: '' }).said).toBe('');
  forget('contact 1');
  expect(draft('contact 1', { said: '' }).said).toBe('');
});

test('what one worker typed is gone for the next', () => {
  draft('contact 1', { said: '' }).said = '周一返校';
  forgetAll();
  expect(draft('contact 1', { said: '' }).said).toBe('');
});
