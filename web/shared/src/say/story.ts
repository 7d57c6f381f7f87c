// A record of the timeline in words: its title and one line of what it says; only what the payload itself holds.
import type { Fact } from '../face';
import { t, word } from '../i18n/index.svelte';
import { sayValue, type Saying } from './profile';

type Payload = Readonly<Record<string, unknown>>;

const text = (payload: Payload, key: string): string => (typeof payload[key] === 'string' ? payload[key] : '');
const list = (payload: Payload, key: string): string[] => (Array.isArray(payload[key]) ? payload[key].map(String) : []);
const object = (payload: Payload, key: string): Payload | null => {
  const value = payload[key];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : null;
};

/** How days are said. */
export type SayDay = (day: string) => string;

/** The title of a record. */
export function title(fact: Pick<Fact, 'kind'>, readable: boolean): string {
  return readable ? word('kind', fact.kind) : t('story.unreadable');
}

/** What a record says, in parts; empty when there is nothing to add to its title. */
export function parts(fact: { readonly kind: string; readonly payload: Payload }, sayDay: SayDay, saying: Saying): string[] {
  const p = fact.payload;
  const promise = object(p, 'promise');
  const promised = promise
    ? [t('story.promised', { text: text(promise, 'text'), day: sayDay(text(promise, 'by')) })]
    : [];
  switch (fact.kind) {
    case 'visit':
      return [
        word('met', text(p, 'met')),
        ...(p['with_committee'] === true ? [t('story.with_committee')] : []),
        ...(typeof p['attends'] === 'boolean' ? [t(p['attends'] ? 'story.attends' : 'story.attends_not')] : []),
        ...list(p, 'concerns').map((c) => word('concern', c)),
        ...promised,
        text(p, 'note'),
      ];
    case 'guardian_contact':
      return [word('channel', text(p, 'channel')), t(p['reached'] === true ? 'story.reached' : 'story.reached_not'), text(p, 'said'), ...promised];
    case 'absence_report':
      return [list(p, 'days').map(sayDay).join(' '), p['excused'] === true ? t('story.excused') : '', text(p, 'reason')];
    case 'return_to_class':
      return [t('story.back_on', { day: sayDay(text(p, 'day')) })];
    case 'promise_settled':
      return [word('promise', p['kept'] === true ? 'kept' : 'broken')];
    case 'profile_edit':
      return [t('story.edit_to', { field: word('profile_field', text(p, 'field')), value: sayValue(text(p, 'field'), p['value'], saying) })];
    case 'status_request':
      return [t('story.status_to', { status: word('status', text(p, 'to')), day: sayDay(text(p, 'from')) }), text(p, 'reason')];
    case 'status_check':
    case 'status_approval':
      return [t(p['granted'] === true ? 'story.granted' : 'story.granted_not'), text(p, 'note')];
    case 'referral_sent':
      return [word('department', text(p, 'department')), text(p, 'reason')];
    case 'referral_answered':
      return [word('referral', text(p, 'reply')), text(p, 'note')];
    case 'reminder_done':
      return [t(p['carried_out'] === true ? 'story.carried_out' : 'story.dropped'), text(p, 'note')];
    case 'notice_served':
      return [word('notice', text(p, 'notice')), text(p, 'number'), text(p, 'receipt')];
    case 'draft_discarded':
      return [word('form', text(p, 'form')), text(p, 'reason')];
    default:
      return [text(p, 'text'), text(p, 'account'), text(p, 'note'), text(p, 'reason')];
  }
}

type PayloadField = 'note' | 'reached' | 'said' | 'excused' | 'reason' | 'day' | 'kept' | 'from' | 'account' | 'text' | 'carried_out' | 'number' | 'receipt';
interface Amendable {
  readonly field: PayloadField;
  readonly asks: 'text' | 'yes_no' | 'day';
}

/** Fields of a payload that its author can put right in a line; the rest is withdrawn and entered anew. */
export const AMENDABLE: Readonly<Record<string, readonly Amendable[]>> = {
  visit: [{ field: 'note', asks: 'text' }],
  guardian_contact: [{ field: 'reached', asks: 'yes_no' }, { field: 'said', asks: 'text' }],
  absence_report: [{ field: 'excused', asks: 'yes_no' }, { field: 'reason', asks: 'text' }],
  return_to_class: [{ field: 'day', asks: 'day' }],
  promise_settled: [{ field: 'kept', asks: 'yes_no' }],
  status_request: [{ field: 'from', asks: 'day' }, { field: 'reason', asks: 'text' }],
  dropout_report: [{ field: 'account', asks: 'text' }],
  follow_up_done: [{ field: 'note', asks: 'text' }],
  follow_up_sent_back: [{ field: 'reason', asks: 'text' }],
  referral_sent: [{ field: 'reason', asks: 'text' }],
  reminder_set: [{ field: 'text', asks: 'text' }],
  reminder_done: [{ field: 'carried_out', asks: 'yes_no' }, { field: 'note', asks: 'text' }],
  notice_served: [{ field: 'number', asks: 'text' }, { field: 'receipt', asks: 'text' }],
};
