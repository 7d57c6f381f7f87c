// A tab borrows from one that has a session, from nobody when there is none, and hears when it ended.
import { afterEach, expect, test } from 'vitest';
import { type Lent, Siblings } from './siblings';

const lent: Lent = {
  access_token: 'access', expires_at: '2026-11-26T00:15:00Z', now: '2026-11-26T00:00:00Z', county: '533325', scope: [],
  worker: { id: 'w', name: '何玉媛', role: 'supervisor' },
};
const open: Siblings[] = [];
const tab = (has: Lent | null, ended = (): void => undefined): Siblings => {
  const made = new Siblings({ lend: () => Promise.resolve(has), ended });
  open.push(made);
  return made;
};
afterEach(() => {
  for (const made of open.splice(0)) made.close();
});

test('a new tab borrows the session of another', async () => {
  tab(null);
  tab(lent);
  expect(await tab(null).borrow()).toEqual(lent);
});

test('where nobody is signed in, nobody lends', async () => {
  tab(null);
  expect(await tab(null).borrow()).toBeNull();
});

test('signing out in one tab is heard in the others', async () => {
  const heard = new Promise<void>((done) => tab(lent, done));
  tab(null).end();
  await heard;
});
