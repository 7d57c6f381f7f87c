// A contact as it is filled in three taps: the answers of the shipped form by their paths, and back.
import { plusDays, weekday } from '$i18n';
import type { Channel, Guardian } from '@doorstep/shared/face';

/** What is filled in; empty is not answered. */
export interface Contact {
  channel: Channel | '';
  reached: 'yes' | 'no' | '';
  /** Why the guardian was not reached, a word of the form. */
  why: string;
  said: string;
  promised: 'yes' | 'no' | '';
  promise: string;
  by: string;
  returns: 'yes' | 'no' | '';
}

/** Nothing filled in. */
export const EMPTY: Contact = { channel: '', reached: '', why: '', said: '', promised: '', promise: '', by: '', returns: '' };

/** The question of the shipped form that each answer belongs to. */
export const PATHS: Record<keyof Contact, string> = {
  channel: 'channel',
  reached: 'reached',
  why: 'not_reached_why',
  said: 'talk/said',
  promised: 'talk/promised',
  promise: 'talk/promise',
  by: 'talk/promise_by',
  returns: 'talk/promise_returns',
};

/** Questions that are answered by themselves. */
export const RELATION = 'talk/relation';
/** The guardian's name. */
export const NAME = 'talk/guardian_name';

/** Reasons for not reaching a guardian, as the shipped form has them. */
export const NOT_REACHED = ['no_answer', 'off', 'wrong_number', 'refused', 'other'] as const;

/** The channels. */
export const CHANNELS: readonly Channel[] = ['call', 'sms', 'wechat', 'in_person', 'written_notice'];

/** The path below the form's root, as questions are answered by: `/data/talk/said` is `talk/said`. */
const below = (path: string): string => path.replace(/^\/[^/]+\//, '');

/** Reads what a draft holds. */
export const read = (nodes: readonly { path: string; value: unknown }[]): Contact => {
  const at = new Map(nodes.map((node) => [below(node.path), node.value]));
  const text = (path: string): string => {
    const value = at.get(path);
    return typeof value === 'string' ? value : '';
  };
  const contact: Record<keyof Contact, string> = { ...EMPTY };
  for (const key of Object.keys(PATHS) as (keyof Contact)[]) contact[key] = text(PATHS[key]);
  return contact as Contact;
};

/** Tells whether a form has every question that the three taps answer. */
export const fits = (nodes: readonly { path: string }[]): boolean => {
  const paths = new Set(nodes.map((node) => below(node.path)));
  return Object.values(PATHS).every((path) => paths.has(path));
};

/** Lists what changed, with null for an answer taken back. */
export const changes = (from: Contact, to: Contact): { path: string; value: string | null }[] =>
  (Object.keys(PATHS) as (keyof Contact)[])
    .filter((key) => from[key] !== to[key])
    .map((key) => ({ path: PATHS[key], value: to[key].trim() === '' ? null : to[key].trim() }));

/** The near days that a promise is made for: today, tomorrow, the next Monday, in a week; none twice. */
export const promiseDays = (today: string): string[] => {
  const monday = plusDays(today, 8 - weekday(today));
  return [...new Set([today, plusDays(today, 1), plusDays(today, 2), monday, plusDays(today, 7)])].sort();
};

/** The guardian who is contacted first: the one asked for, else the one with a telephone, else the first. */
export const firstGuardian = (guardians: readonly Guardian[], asked: string | null): Guardian | null =>
  guardians.find((guardian) => guardian.id === asked) ?? guardians.find((guardian) => guardian.phone) ?? guardians[0] ?? null;
