// The calendar file is what RFC 5545 says, in both languages.
import { expect, test } from 'vitest';
import { calendar, uidOf } from './calendar';

const now = Date.UTC(2026, 8, 1, 8, 0, 0);
const at = Date.UTC(2026, 8, 3, 10, 30, 0);

test('an event has its moments in UTC, an alarm and line ends', () => {
  const text = calendar({ name: 'Visits', now, events: [{ uid: 'a@doorstep', at, minutes: 30, title: 'Visit', alarm: 120 }] });
  expect(text).toBe(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Doorstep//Field//EN',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'X-WR-CALNAME:Visits',
      'BEGIN:VEVENT',
      'UID:a@doorstep',
      'DTSTAMP:20260901T080000Z',
      'DTSTART:20260903T103000Z',
      'DTEND:20260903T110000Z',
      'SUMMARY:Visit',
      'CLASS:PRIVATE',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'DESCRIPTION:Visit',
      'TRIGGER:-PT120M',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  );
});

test('text is escaped and cannot add lines of its own', () => {
  const title = 'A; b, c\\d\r\nBEGIN:VEVENT\u0007';
  const text = calendar({ name: 'n', now, events: [{ uid: 'u', at, minutes: 5, title }] });
  expect(text).toContain('SUMMARY:A\\; b\\, c\\\\d\\nBEGIN:VEVENT \r\n');
  expect(text.match(/^BEGIN:VEVENT/gm)).toHaveLength(1);
});

test('long lines are folded at 75 octets, characters stay whole, and unfolding gives the text again', () => {
  const title = '请在九月三日前家访王小明同学并与家长商定返校日期🏠'.repeat(6);
  const text = calendar({ name: '家访', now, events: [{ uid: 'u', at, minutes: 5, title }] });
  const lines = text.split('\r\n');
  for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${title}`);
  expect(text).not.toContain('\ufffd');
});

test('a line of exactly 75 octets is not folded', () => {
  const title = 'x'.repeat(75 - 'SUMMARY:'.length);
  expect(calendar({ name: 'n', now, events: [{ uid: 'u', at, minutes: 5, title }] })).toContain(`SUMMARY:${title}\r\n`);
});

test('the same reminder has the same identifier', () => {
  const notice = { student: '0191', title_key: 'notify.visit.due', at: '2026-09-03T10:30:00Z' };
  expect(uidOf(notice)).toBe(`0191-notify-visit-due-${at}@doorstep`);
  expect(uidOf({ ...notice })).toBe(uidOf(notice));
});
