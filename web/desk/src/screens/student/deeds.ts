// The acts of the case page: what a sheet is about, and how each is sent to the server as a fact.
import { api } from '$api';
import type { CaseFollowUp, Photo, TimelineEntry } from '$api';
import type { Payloads } from '@doorstep/shared/face';
import type { IconName } from '$ui/icons';

/** Kinds of records that the desk makes about a student, in the order of the buttons. */
export const KINDS = [
  'guardian_contact', 'notice_served', 'status_request', 'referral_sent', 'dropout_report', 'absence_report', 'return_to_class',
] as const;
/** A kind that has a button. */
export type Kind = (typeof KINDS)[number];

/** The icon of each. */
export const ICONS: Readonly<Record<Kind, IconName>> = {
  guardian_contact: 'phone',
  notice_served: 'document',
  status_request: 'flag',
  referral_sent: 'refer',
  dropout_report: 'edit',
  absence_report: 'class',
  return_to_class: 'school',
};

/** What a sheet is open for. */
export type Deed =
  | { readonly act: Kind }
  | { readonly act: 'complete' | 'send_back' | 'reassign'; readonly followUp: CaseFollowUp }
  | { readonly act: 'check' | 'approve' | 'promise_settled' | 'answer'; readonly of: string }
  | { readonly act: 'explain'; readonly photo: Photo }
  | { readonly act: 'withdraw'; readonly entry: TimelineEntry };

/** Sends what was filled in; returns the fact that was recorded, and words where others than the usual ones fit. */
export type Send = () => Promise<{ readonly fact: string; readonly said?: string }>;

/** Makes the sending of a record about a student. */
export function recording<K extends keyof Payloads>(student: string, kind: K, payload: Payloads[K], happenedAt?: string): Send {
  return async () => {
    const body = { kind, payload, ...(happenedAt ? { happened_at: happenedAt } : {}) };
    const { id } = await api.post('/v1/students/{id}/facts', { path: { id: student }, body });
    return { fact: id };
  };
}
