// Which fields of a refused record can be mended, and how they are read and put back.
import type { JsonValue as Json } from '@doorstep/shared/face';

/** How a field is edited. */
export type FieldType = 'line' | 'text' | 'yes_no' | 'day' | 'days' | 'moment' | 'channel';

/** A field that can be mended. */
export interface MendField {
  /** Its path below the payload: `promise.by`. */
  path: string;
  type: FieldType;
  /** Whether the server named it. */
  refused: boolean;
}

/** A payload as it came. */
export type Payload = { [key: string]: Json };

const FIELDS: Record<string, [path: string, type: FieldType][]> = {
  guardian_contact: [['channel', 'channel'], ['reached', 'yes_no'], ['said', 'text'], ['promise.text', 'line'], ['promise.by', 'day']],
  absence_report: [['days', 'days'], ['told_at', 'moment'], ['reason', 'line'], ['excused', 'yes_no']],
  profile_edit: [['value', 'line']],
  reminder_set: [['text', 'text'], ['opens', 'moment'], ['due', 'moment'], ['late', 'moment'], ['channel', 'channel']],
  reminder_done: [['carried_out', 'yes_no'], ['note', 'text']],
  follow_up_done: [['note', 'text']],
  follow_up_sent_back: [['reason', 'text']],
  follow_up_reassigned: [['reason', 'text']],
  promise_settled: [['kept', 'yes_no']],
  venue_report: [['name', 'line'], ['note', 'text']],
  visit: [],
};

/** Fields that a person may leave empty and that are then left out. */
const ABSENT_WHEN_EMPTY = new Set(['channel']);

/** Reads the server's path below the payload: `payload.answers.talk[2].said` is `answers.talk.2.said`. */
export const below = (field: string): string | null => {
  if (!field.startsWith('payload.')) return null;
  return field.slice('payload.'.length).replace(/\[(\d+)\]/g, '.$1');
};

const typeOf = (value: Json | undefined): FieldType | null => {
  if (typeof value === 'boolean') return 'yes_no';
  if (typeof value !== 'string') return null;
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return 'day';
  if (/^\d{4}-\d\d-\d\dT.*Z$/.test(value)) return 'moment';
  return value.length > 40 ? 'text' : 'line';
};

/** Returns the value at a path. */
export const valueAt = (payload: Json | undefined, path: string): Json | undefined => {
  let at = payload;
  for (const key of path.split('.')) {
    if (Array.isArray(at)) at = at[Number(key)];
    else if (typeof at === 'object' && at !== null) at = at[key];
    else return undefined;
  }
  return at;
};

/** Returns a copy with the value at a path replaced; `undefined` takes it out. */
export const withValue = (payload: Payload, path: string, value: Json | undefined): Payload => {
  const copy = structuredClone(payload);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let at: Json | undefined = copy;
  for (const key of keys) at = Array.isArray(at) ? at[Number(key)] : typeof at === 'object' && at !== null ? at[key] : undefined;
  if (Array.isArray(at)) at[Number(last)] = value ?? null;
  else if (typeof at === 'object' && at !== null) {
    if (value === undefined) delete at[last];
    else at[last] = value;
  }
  return copy;
};

/** Lists what can be mended: the refused field first when it can be edited, then the kind's own fields that are there. */
export const mendable = (kind: string, payload: Payload, field: string): MendField[] => {
  const refused = below(field);
  const known = FIELDS[kind] ?? [];
  const listed = known.filter(([path]) => !path.includes('.') || valueAt(payload, path.split('.')[0] ?? '') !== undefined);
  const fields = listed.map(([path, type]): MendField => ({ path, type, refused: path === refused || refused?.startsWith(`${path}.`) === true }));
  if (refused && !fields.some((f) => f.refused)) {
    const type = typeOf(valueAt(payload, refused));
    if (type) fields.unshift({ path: refused, type, refused: true });
  }
  return fields.sort((a, b) => Number(b.refused) - Number(a.refused));
};

/** Puts an edited value into the payload as its type is written. */
export const edited = (payload: Payload, { path, type }: MendField, text: string): Payload => {
  if (type === 'yes_no') return withValue(payload, path, text === 'yes');
  if (type === 'days') return withValue(payload, path, text.split(/[\s,，、]+/).filter(Boolean));
  if (text === '' && ABSENT_WHEN_EMPTY.has(path)) return withValue(payload, path, undefined);
  return withValue(payload, path, text);
};

/** Returns the value of a field as it is edited. */
export const asText = (payload: Payload, { path, type }: MendField): string => {
  const value = valueAt(payload, path);
  if (type === 'yes_no') return value === true ? 'yes' : 'no';
  if (type === 'days') return Array.isArray(value) ? value.join(' ') : '';
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
};

/** A moment as day and time on the region's clock, and back. */
export const toClock = (moment: string, offset: number): { day: string; time: string } => {
  const ms = Date.parse(moment);
  if (Number.isNaN(ms)) return { day: '', time: '' };
  const local = new Date(ms + offset * 60_000).toISOString();
  return { day: local.slice(0, 10), time: local.slice(11, 16) };
};

/** Writes a day and a time on the region's clock as a moment. */
export const fromClock = (day: string, time: string, offset: number): string =>
  new Date(Date.parse(`${day}T${time}:00Z`) - offset * 60_000).toISOString().replace('.000', '');
