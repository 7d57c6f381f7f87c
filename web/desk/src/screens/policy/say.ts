// What a field of a policy holds, in words.
import { find, n, t, word } from '$i18n';
import { type Json, isObject } from '../rules/json';
import type { FieldKind } from './sections';

/** Says what a field holds; a dash where there is nothing. */
export function sayField(kind: FieldKind, value: Json | undefined): string {
  if (value === undefined || value === null || value === '') return kind === 'period' ? t('policy.per_term') : t('policy.nothing');
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
  if (typeof value === 'number') return sayNumber(kind, value);
  if (typeof value === 'string') return sayText(kind, value);
  if (Array.isArray(value)) return sayMany(kind, value);
  if (kind === 'due') return sayDue(value);
  if (kind === 'opens') return sayOpens(value);
  if (kind === 'owner') return sayOwner(value);
  return JSON.stringify(value);
}

function sayNumber(kind: FieldKind, value: number): string {
  switch (kind) {
    case 'period':
      return t('policy.every_days', { n: value });
    case 'days': case 'school_days': case 'minutes': case 'metres': case 'bits': case 'years':
      return t(`policy.unit_${kind}`, { n: value });
    case 'percent':
      return t('figures.percent', { n: n(value, 2) });
    case 'clock':
      return sayClock(value);
    default:
      return n(value, 2);
  }
}

/** Says an offset in minutes: UTC+08:00. */
function sayClock(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '−' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}

function sayText(kind: FieldKind, value: string): string {
  switch (kind) {
    case 'time':
      return value.slice(0, 5);
    case 'group': case 'concern':
      return word(kind, value);
    case 'department':
      return sayOwner({ department: value });
    case 'indicator':
      return sayIndicator(value);
    case 'since':
      return find(`policy.since_${value}`) ?? value;
    case 'opens':
      return find(`policy.opens_${value}`) ?? value;
    case 'owner':
      return sayOwner(value);
    default:
      return value;
  }
}

function sayMany(kind: FieldKind, values: readonly Json[]): string {
  if (values.length === 0) return kind === 'groups' ? t('policy.everyone') : t('policy.nothing');
  const say = (one: Json): string => {
    if (kind === 'owners') return sayOwner(one);
    if (kind === 'proofs') return word('proof', String(one));
    if (kind === 'groups') return word('group', String(one));
    if (kind === 'departments') return sayOwner({ department: one });
    return typeof one === 'string' ? one : JSON.stringify(one);
  };
  return values.map(say).join(kind === 'proofs' ? t('policy.or') : t('policy.and'));
}

/** Says who a piece of work falls to. */
export function sayOwner(owner: Json): string {
  if (isObject(owner) && typeof owner['department'] === 'string') return t('policy.department', { name: word('department', owner['department']) });
  return typeof owner === 'string' ? word('owner', owner) : JSON.stringify(owner);
}

/** Says an indicator. */
export function sayIndicator(key: string): string {
  return find(`policy.indicator_${key}`) ?? key;
}

/** The one word and number of `{ days: 7 }`; a word alone has no number. */
export function choice(value: Json | undefined): { readonly word: string; readonly n: number | null } {
  if (typeof value === 'string') return { word: value, n: null };
  const [[key, number] = ['', null]] = isObject(value) ? Object.entries(value) : [];
  return { word: key, n: typeof number === 'number' ? number : null };
}

function sayDue(value: Json): string {
  const { word: when, n: count } = choice(value);
  if (when === 'end_of_school_day' && count === 0) return t('policy.due_same_day');
  if (count === null) return JSON.stringify(value);
  return find(`policy.due_${when}`, { n: count }) ?? JSON.stringify(value);
}

function sayOpens(value: Json): string {
  const { word: when, n: count } = choice(value);
  return (count === null ? null : find(`policy.opens_${when}`, { n: count })) ?? JSON.stringify(value);
}
