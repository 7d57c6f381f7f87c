// A policy laid out to be read and changed: sections of blocks of fields, each with its place, its kind and its words.
import { find, t, word } from '$i18n';
import { type Json, at, isObject } from '../rules/json';
import { CONCERNS, GROUPS } from './lists';
import { sayIndicator, sayOwner } from './say';

/** What a field holds, and so how it is said and changed. */
export type FieldKind =
  | 'text' | 'message' | 'time' | 'flag' | 'clock' | 'json'
  | 'days' | 'school_days' | 'period' | 'minutes' | 'metres' | 'points' | 'bits' | 'years' | 'percent'
  | 'opens' | 'due' | 'since' | 'owner' | 'owners' | 'proofs' | 'groups' | 'group' | 'concern' | 'department' | 'departments' | 'indicator';

/** A field of a policy. */
export interface Field {
  /** Its place in the policy. */
  readonly path: string;
  /** Its place in its block: by it a field is the same in two policies. */
  readonly rel: string;
  readonly kind: FieldKind;
  readonly label: string;
  /** It may be left out. */
  readonly optional: boolean;
}

/** Fields that belong together: a step, a target, the weights of the groups. */
export interface Block {
  /** What it is known by in two policies, wherever in a list it stands. */
  readonly key: string;
  readonly title: string;
  /** Its place, where it is one of a list that can be taken away. */
  readonly item: string | null;
  readonly fields: readonly Field[];
}

/** The sections, in their order. */
export const SECTIONS = ['times', 'ladder', 'openings', 'periods', 'referrals', 'targets', 'risk', 'evidence', 'reminders', 'keeping', 'messages', 'other'] as const;
/** The name of a section. */
export type SectionName = (typeof SECTIONS)[number];

/** A section of a policy. */
export interface Section {
  readonly name: SectionName;
  readonly blocks: readonly Block[];
  /** The list that blocks can be added to, with what a new one is. */
  readonly adds: { readonly path: string; readonly fresh: Json } | null;
}

type Shape = readonly (readonly [rel: string, kind: FieldKind, optional?: boolean])[];

const STEP: Shape = [['opens', 'opens'], ['owners', 'owners'], ['due', 'due'], ['proof', 'proofs'], ['since', 'since', true], ['suspects', 'flag', true], ['key', 'text']];
const OPENING: Shape = [['owner', 'owner'], ['due', 'due'], ['proof', 'proofs']];
const PERIOD: Shape = [['groups', 'groups', true], ['boarding', 'flag', true], ['at_risk', 'flag', true], ['days', 'period', true]];
const REFERRAL: Shape = [['concern', 'concern'], ['department', 'department'], ['under_age', 'years', true]];
const target = (one: Json): Shape => {
  const kind = plain(one, 'indicator') === 'days_to_return_median' ? 'days' : 'percent';
  return [['indicator', 'indicator'], ['group', 'group', true], ['at_least', kind, true], ['at_most', kind, true]];
};
const WEIGHTS: Shape = [
  ['absence_day', 'points'], ['absence_max', 'points'], ['previous_dropout', 'points'], ['broken_promise', 'points'], ['junior_secondary', 'points'],
  ['age_14', 'points'], ['guardian_away', 'points'],
];
const EVIDENCE: Shape = [
  ['before_minutes', 'minutes'], ['after_minutes', 'minutes'], ['clock_minutes', 'minutes'], ['home_m', 'metres'], ['village_m', 'metres'], ['alike_bits', 'bits'],
  ['phone_days', 'days'], ['held_back_days', 'days'],
];
const REMINDERS: Shape = [['morning', 'time'], ['noon', 'time'], ['evening', 'time'], ['due_minutes', 'minutes']];
const OPENINGS = ['retry_visit', 'concern_raised', 'broken_promise', 'not_visited', 'no_guardian'] as const;
const PURPOSES = ['absence', 'visit_appointment', 'promise_due', 'return_to_class', 'duty_under_law'] as const;
const LANGUAGES = ['zh-Hans', 'en'] as const;
const KEPT = ['photos', 'facts', 'audit'] as const;

/** The parts of a policy that have a section of their own. */
const KNOWN = new Set<string>([
  'name', 'clock', 'first_class', 'day_end', 'ladder', ...OPENINGS, 'referrals', 'referral_days', 'labour_also', 'promise_grace_days', 'watch_days',
  'visit_periods', 'risk', 'targets', 'retention_days', 'lease_days', 'venue_breach_m', 'evidence', 'reminders', 'templates',
]);

/** Lays a policy out. */
export function sections(policy: Json): Section[] {
  const all: Section[] = [
    section('times', [block('times', '', '', [['name', 'text'], ['clock', 'clock'], ['first_class', 'time'], ['day_end', 'time']])]),
    section('ladder', items(policy, 'ladder', STEP, (step) => `step ${plain(step, 'step')}`, sayStep, false)),
    section('openings', OPENINGS.map((name) => block(name, t(`policy.opening_${name}`), name, OPENING))),
    section(
      'periods',
      [
        ...items(policy, 'visit_periods', PERIOD, (one) => JSON.stringify([[...list(one, 'groups')].sort(), at(one, 'boarding') ?? false, at(one, 'at_risk') ?? false]), sayPeriod),
        block('after', t('policy.after'), '', [['promise_grace_days', 'days'], ['watch_days', 'school_days']]),
      ],
      { path: 'visit_periods', fresh: { groups: [], boarding: false, at_risk: false, days: 30 } },
    ),
    section(
      'referrals',
      [
        ...items(policy, 'referrals', REFERRAL, (one) => `${plain(one, 'concern')} ${plain(one, 'department')}`, sayReferral),
        block('answers', t('policy.answers'), '', [['referral_days', 'days'], ['labour_also', 'departments']]),
      ],
      { path: 'referrals', fresh: { concern: 'other', department: 'education' } },
    ),
    section('targets', items(policy, 'targets', target, (one) => `${plain(one, 'indicator')} ${plain(one, 'group')}`, sayTarget), {
      path: 'targets', fresh: { indicator: 'visits_done', at_least: 90 },
    }),
    section('risk', [
      block('weights', t('policy.weights'), 'risk', WEIGHTS),
      mapped(policy, 'risk.groups', t('policy.weights_groups'), GROUPS, 'points', (key) => word('group', key)),
      mapped(policy, 'risk.concerns', t('policy.weights_concerns'), CONCERNS, 'points', (key) => word('concern', key)),
    ]),
    section('evidence', [block('evidence', t('policy.evidence'), 'evidence', EVIDENCE), block('venues', t('policy.venues'), '', [['venue_breach_m', 'metres']])]),
    section('reminders', [block('reminders', '', 'reminders', REMINDERS)]),
    section('keeping', [
      block('phones', t('policy.phones'), '', [['lease_days', 'days']]),
      mapped(policy, 'retention_days', t('policy.retention'), KEPT, 'days', (key) => find(`policy.kept_${key}`) ?? key),
    ]),
    section('messages', keys(policy, 'templates', PURPOSES).map((purpose) =>
      mapped(policy, `templates.${purpose}`, find(`policy.purpose_${purpose}`) ?? purpose, LANGUAGES, 'message', (tag) => find(`policy.language_${tag.replace('-', '_')}`) ?? tag),
    )),
    section('other', isObject(policy) ? Object.keys(policy).filter((key) => !KNOWN.has(key)).map((key) => ({
      key, title: '', item: null, fields: [{ path: key, rel: key, kind: 'json', label: key, optional: true }],
    })) : []),
  ];
  return all.filter(({ blocks, adds }) => blocks.length > 0 || adds !== null);
}

function section(name: SectionName, blocks: readonly Block[], adds: Section['adds'] = null): Section {
  return { name, blocks, adds };
}

function block(key: string, title: string, within: string, shape: Shape, item: string | null = null): Block {
  const fields = shape.map(([rel, kind, optional = false]) => ({
    path: within ? `${within}.${rel}` : rel, rel, kind, label: find(`policy.f_${rel}`) ?? rel, optional,
  }));
  return { key, title, item, fields };
}

/** Blocks of a list; what stands in it twice is told apart by its number. */
function items(policy: Json, path: string, shape: Shape | ((item: Json) => Shape), keyOf: (item: Json) => string, sayItem: (item: Json) => string, removable = true): Block[] {
  const seen = new Map<string, number>();
  return list(policy, path).map((item, i) => {
    const key = keyOf(item);
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    const place = `${path}[${i}]`;
    return block(times > 1 ? `${path} ${key} ${times}` : `${path} ${key}`, sayItem(item), place, typeof shape === 'function' ? shape(item) : shape, removable ? place : null);
  });
}

function mapped(policy: Json, path: string, title: string, known: readonly string[], kind: FieldKind, say: (key: string) => string): Block {
  const fields = keys(policy, path, known).map((key) => ({ path: `${path}.${key}`, rel: key, kind, label: say(key), optional: true }));
  return { key: path, title, item: null, fields };
}

function keys(policy: Json, path: string, known: readonly string[]): string[] {
  const held = at(policy, path);
  return [...new Set([...known, ...(isObject(held) ? Object.keys(held) : [])])];
}

function list(json: Json, path: string): readonly Json[] {
  const found = at(json, path);
  return Array.isArray(found) ? found : [];
}

function plain(json: Json, path: string): string {
  const found = at(json, path);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}

const sayStep = (step: Json): string => t('case.step', { n: plain(step, 'step'), name: word('step', plain(step, 'key')) });
const sayReferral = (one: Json): string => t('policy.refers', { concern: word('concern', plain(one, 'concern')), department: sayOwner({ department: plain(one, 'department') }) });

function sayPeriod(one: Json): string {
  const groups = list(one, 'groups').map((group) => word('group', String(group)));
  const who = [groups.length > 0 ? groups.join(t('policy.or')) : t('policy.everyone')];
  if (at(one, 'boarding') === true) who.push(t('policy.boarders'));
  if (at(one, 'at_risk') === true) who.push(t('policy.at_risk'));
  return who.join(' · ');
}

function sayTarget(one: Json): string {
  const group = plain(one, 'group');
  return `${sayIndicator(plain(one, 'indicator'))} · ${group ? word('group', group) : t('measures.all')}`;
}
