// The columns that are shown are those that were kept, as far as they exist; a name is always among them.
import { expect, test } from 'vitest';
import { chosen, read } from './columns';

const defined = [{ key: 'name', shown: true }, { key: 'sex', shown: true }, { key: 'identity', shown: false }, { key: 'village', shown: true }];
const keys = (kept: readonly string[] | null): string[] => chosen(defined, kept).map(({ key }) => key);

test('unless something was chosen, the server says what is shown', () => {
  expect(keys(null)).toEqual(['name', 'sex', 'village']);
  expect(keys([])).toEqual(['name', 'sex', 'village']);
  expect(keys(['gone'])).toEqual(['name', 'sex', 'village']);
});

test('what was chosen comes in the order of the ledger, behind the name', () => {
  expect(keys(['village', 'identity', 'gone'])).toEqual(['name', 'identity', 'village']);
});

test('what is kept and is no list of words counts for nothing', () => {
  expect(read('["sex",3]')).toEqual(['sex']);
  for (const text of [null, '', '{', '{"a":1}', '"sex"']) expect(read(text)).toBeNull();
});
