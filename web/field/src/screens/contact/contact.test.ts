// Tests of a contact's answers, days and guardian.
import { describe, expect, it } from 'vitest';
import { changes, EMPTY, firstGuardian, fits, PATHS, promiseDays, read } from './contact';

describe('a contact', () => {
  it('reads back what a draft holds and passes over the rest', () => {
    const nodes = [
      { path: '/data', value: null },
      { path: '/data/channel', value: 'call' },
      { path: '/data/talk/said', value: '忙' },
      { path: '/data/happened_at', value: 1 },
      { path: '/data/reached', value: null },
    ];
    expect(read(nodes)).toEqual({ ...EMPTY, channel: 'call', said: '忙' });
  });

  it('lists only what changed, and takes back what was emptied', () => {
    const from = { ...EMPTY, said: '忙', reached: 'yes' as const };
    expect(changes(from, { ...from, said: ' ', channel: 'sms' })).toEqual([
      { path: 'channel', value: 'sms' },
      { path: 'talk/said', value: null },
    ]);
  });

  it('fits a form only with every question', () => {
    const nodes = Object.values(PATHS).map((path) => ({ path: `/data/${path}` }));
    expect(fits(nodes)).toBe(true);
    expect(fits(nodes.slice(1))).toBe(false);
  });

  it('offers near days in order, none twice', () => {
    expect(promiseDays('2026-11-26')).toEqual(['2026-11-26', '2026-11-27', '2026-11-28', '2026-11-30', '2026-12-03']);
    expect(promiseDays('2026-11-29')).toEqual(['2026-11-29', '2026-11-30', '2026-12-01', '2026-12-06']);
  });

  it('takes the guardian asked for, else one with a telephone', () => {
    const guardian = (id: string, phone: string) => ({ id, phone, name: id, relation: 'father' as const, away: '', channel: null, consent: null });
    const all = [guardian('a', ''), guardian('b', '138')];
    expect(firstGuardian(all, 'a')?.id).toBe('a');
    expect(firstGuardian(all, null)?.id).toBe('b');
    expect(firstGuardian([], null)).toBeNull();
  });
});
