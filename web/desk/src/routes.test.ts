// Addresses of the desk lie below /desk/, carry what is chosen, and are found again.
import { expect, test } from 'vitest';
import { PATHS, find, path } from './routes';

test('every pattern finds its own screen below /desk/', () => {
  for (const [name, pattern] of Object.entries(PATHS)) expect(find(`/desk${pattern.replace(/:\w+/, 'x')}`)?.name).toBe(name);
  expect(find('/desk')?.name).toBe('overview');
});

test('what is chosen lies in the query, and what is not is left out', () => {
  expect(path('queue', {}, { village: '533325104203', state: '' })).toBe('/desk/queue?village=533325104203');
  expect(path('indicator', { key: 'retention_rate' }, { group: null })).toBe('/desk/indicators/retention_rate');
});

test.each(['/', '/queue', '/desk/nowhere', '/desk/student', '/desk/student/', '/deskqueue'])('%s is no screen', (address) => {
  expect(find(address)).toBeNull();
});
