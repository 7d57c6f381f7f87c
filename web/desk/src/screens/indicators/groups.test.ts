// The groups of an address are read as they were chosen, and what is no group is passed over.
import { expect, test } from 'vitest';
import { FIRST, chosenGroups } from './groups';

test.each([
  ['', FIRST], ['nonsense', FIRST], ['left_behind,all', ['all', 'left_behind']], ['orphan', ['orphan']],
])('%s', (text, groups) => expect(chosenGroups(text)).toEqual(groups));
