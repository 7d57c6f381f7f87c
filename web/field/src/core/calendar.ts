// Reminders as an iCalendar file (RFC 5545), for the phone's own calendar.

/** One event; its words are chosen by the screens. */
export interface CalendarEvent {
  /** The same for the same reminder, so that a calendar replaces what it has. */
  uid: string;
  /** When it begins, in ms since 1970. */
  at: number;
  /** How long it lasts, in minutes. */
  minutes: number;
  title: string;
  note?: string;
  /** How many minutes before it begins the calendar calls it to mind. */
  alarm?: number;
}

/** What the file is. */
export interface CalendarFile {
  /** The calendar's name. */
  name: string;
  /** When it is made, in ms since 1970. */
  now: number;
  events: CalendarEvent[];
}

/** The longest line in octets, without its end. */
const LONGEST = 75;

const utf8 = new TextEncoder();

/** Splits a line of content so that no part has more than 75 octets and no character is cut. */
const folded = (line: string): string => {
  const parts: string[] = [];
  let part = '';
  let size = 0;
  for (const character of line) {
    const octets = utf8.encode(character).length;
    if (size + octets > LONGEST) {
      parts.push(part);
      part = '';
      // The blank that continues a line counts.
      size = 1;
    }
    part += character;
    size += octets;
  }
  return [...parts, part].join('\r\n ');
};

/** Writes a text value: no control characters but line ends, which are written as `\n`. */
const text = (value: string): string =>
  value
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n');

/** Writes a moment in UTC. */
const moment = (ms: number): string => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');

/** An identifier that is the same for the same student, kind and moment. */
export const uidOf = (notice: { student: string; title_key: string; at: string }): string =>
  `${notice.student}-${notice.title_key.replace(/[^a-z0-9]+/gi, '-')}-${Date.parse(notice.at)}@doorstep`;

const alarm = (event: CalendarEvent): string[] =>
  event.alarm === undefined
    ? []
    : [
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        `DESCRIPTION:${text(event.title)}`,
        `TRIGGER:-PT${Math.max(0, Math.round(event.alarm))}M`,
        'END:VALARM',
      ];

const lines = (event: CalendarEvent, now: number): string[] => [
  'BEGIN:VEVENT',
  `UID:${text(event.uid)}`,
  `DTSTAMP:${moment(now)}`,
  `DTSTART:${moment(event.at)}`,
  `DTEND:${moment(event.at + event.minutes * 60_000)}`,
  `SUMMARY:${text(event.title)}`,
  ...(event.note ? [`DESCRIPTION:${text(event.note)}`] : []),
  // The note is about a child: calendars that are shared show that there is something, not what.
  'CLASS:PRIVATE',
  ...alarm(event),
  'END:VEVENT',
];

/** Writes the file. */
export const calendar = ({ name, now, events }: CalendarFile): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Doorstep//Field//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${text(name)}`,
    ...events.flatMap((event) => lines(event, now)),
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('');
