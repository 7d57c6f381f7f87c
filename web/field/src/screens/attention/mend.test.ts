// Tests of what can be mended and how values are put back.
import { describe, expect, it } from 'vitest';
import { asText, edited, fromClock, mendable, toClock, valueAt, withValue } from './mend';

describe('mending', () => {
  it('puts the refused field first', () => {
    const payload = { channel: 'call', reached: true, said: '忙', promise: { text: '返校', by: '2026-11-30', returns: true } };
    const fields = mendable('guardian_contact', payload, 'payload.said');
    expect(fields[0]).toEqual({ path: 'said', type: 'text', refused: true });
    expect(fields.map((f) => f.path)).toContain('promise.by');
  });

  it('leaves out what the record does not have', () => {
    const paths = mendable('guardian_contact', { channel: 'call', reached: false }, '').map((f) => f.path);
    expect(paths).toEqual(['channel', 'reached', 'said']);
  });

  it('offers a visit’s refused field by what its value is', () => {
    const payload = { answers: { talk: [{ said: 'a' }, { said: '长' }] }, note: '' };
    expect(mendable('visit', payload, 'payload.answers.talk[1].said')).toEqual([{ path: 'answers.talk.1.said', type: 'line', refused: true }]);
    expect(mendable('visit', payload, 'student')).toEqual([]);
  });

  it('writes values in their own type and touches nothing else', () => {
    const payload = { days: ['2026-11-26'], excused: false };
    const days = { path: 'days', type: 'days', refused: true } as const;
    expect(edited(payload, days, '2026-11-25、2026-11-26')).toEqual({ days: ['2026-11-25', '2026-11-26'], excused: false });
    expect(asText(payload, days)).toBe('2026-11-26');
    expect(edited(payload, { path: 'excused', type: 'yes_no', refused: false }, 'yes')).toEqual({ days: ['2026-11-26'], excused: true });
    expect(payload.excused).toBe(false);
  });

  it('reaches into lists', () => {
    const payload = { a: [{ b: 'x' }] };
    expect(valueAt(payload, 'a.0.b')).toBe('x');
    expect(withValue(payload, 'a.0.b', 'y')).toEqual({ a: [{ b: 'y' }] });
    expect(valueAt(payload, 'a.5.b')).toBeUndefined();
  });

  it('reads a moment on the region’s clock and writes it back', () => {
    expect(toClock('2026-11-26T10:00:00Z', 480)).toEqual({ day: '2026-11-26', time: '18:00' });
    expect(fromClock('2026-11-26', '18:00', 480)).toBe('2026-11-26T10:00:00Z');
  });
});
