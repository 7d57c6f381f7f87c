// The vault opens with its PIN and this browser only, counts wrong PINs, and keeps the data key over a change of PIN.
import { beforeEach, expect, test } from 'vitest';
import { keptInMemory } from './testing';
import { Refused } from './problem';
import { Vault } from './vault';
import { FREE_TRIES } from './vault-rules';

/** Not slow, and different for what is different: enough for what is tested here. */
const stretch = (pin: string, salt: Uint8Array): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, at) => (pin.charCodeAt(at % pin.length) * 31 + (salt[at % salt.length] ?? 0)) % 256);

let now = 1_000_000;
let kept = keptInMemory();
let vault = new Vault(kept, stretch, () => now);

beforeEach(() => {
  now = 1_000_000;
  kept = keptInMemory();
  vault = new Vault(kept, stretch, () => now);
});

const refusal = async (act: Promise<unknown>): Promise<Refused['problem']> => {
  const thrown: unknown = await act.then(() => undefined, (error: unknown) => error);
  if (!(thrown instanceof Refused)) throw new Error(`not refused but ${String(thrown)}`);
  return thrown.problem;
};

test('the PIN opens what it closed', async () => {
  expect(await vault.state()).toBe('none');
  const key = await vault.make('314159');
  expect(key).toHaveLength(32);
  expect(await vault.state()).toBe('fresh');
  expect(await vault.open('314159')).toEqual(key);
  await vault.enrol(true);
  expect(await vault.state()).toBe('enrolled');
  expect(await vault.open('314159')).toEqual(key);
});

test('two vaults have different keys, and none is kept in the clear', async () => {
  const key = await vault.make('314159');
  const other = new Vault(keptInMemory(), stretch, () => now);
  expect(await other.make('314159')).not.toEqual(key);
  const sealed = await kept.get<{ wrapped: Uint8Array; device: CryptoKey }>('vault');
  expect(sealed?.device.extractable).toBe(false);
  expect(sealed?.wrapped).toHaveLength(48);
});

test('the same vault does not open with the key of another browser', async () => {
  await vault.make('314159');
  const device = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign']);
  await kept.put('vault', { ...(await kept.get<object>('vault')), device });
  expect((await refusal(vault.open('314159'))).code).toBe('wrong_pin');
});

test('a short PIN is refused and makes nothing', async () => {
  expect(await refusal(vault.make('12345'))).toMatchObject({ code: 'pin_short', field: 'pin' });
  expect(await vault.state()).toBe('none');
});

test('wrong PINs are counted over restarts and make wait longer and longer', async () => {
  const key = await vault.make('314159');
  for (let tries = 1; tries < FREE_TRIES; tries += 1) {
    const again = new Vault(kept, stretch, () => now);
    expect(await refusal(again.open('000000'))).toMatchObject({ code: 'wrong_pin', tries_left: FREE_TRIES - tries });
  }
  expect(await refusal(vault.open('000000'))).toMatchObject({ code: 'wrong_pin', until: now + 30_000 });
  now += 29_999;
  expect(await refusal(vault.open('314159'))).toMatchObject({ code: 'pin_wait', retryable: true });
  now += 1;
  expect(await refusal(vault.open('000000'))).toMatchObject({ code: 'wrong_pin', until: now + 60_000 });
  now += 60_000;
  expect(await vault.open('314159')).toEqual(key);
  expect(await refusal(vault.open('000000'))).toMatchObject({ tries_left: FREE_TRIES - 1 });
});

test('a clock that was set back makes nobody wait longer than an hour', async () => {
  await vault.make('314159');
  for (let tries = 0; tries < FREE_TRIES; tries += 1) await refusal(vault.open('000000'));
  now -= 365 * 86_400_000;
  const { until } = await refusal(vault.open('314159'));
  expect((until ?? 0) - now).toBeLessThanOrEqual(3_600_000);
});

test('another PIN opens the same data key, and the old one no more', async () => {
  const key = await vault.make('314159');
  await vault.enrol(true);
  expect((await refusal(vault.change('000000', '271828'))).code).toBe('wrong_pin');
  expect(await refusal(vault.change('314159', '2718'))).toMatchObject({ code: 'pin_short', field: 'fresh' });
  await vault.change('314159', '271828');
  expect(await vault.open('271828')).toEqual(key);
  expect((await refusal(vault.open('314159'))).code).toBe('wrong_pin');
  expect(await vault.state()).toBe('enrolled');
});

test('digits of a Chinese keyboard are the same digits', async () => {
  const key = await vault.make('314159');
  expect(await vault.open('３１４１５９')).toEqual(key);
});

test('an erased vault is none', async () => {
  await vault.make('314159');
  await vault.erase();
  expect(await vault.state()).toBe('none');
  expect((await refusal(vault.open('314159'))).code).toBe('no_vault');
});
