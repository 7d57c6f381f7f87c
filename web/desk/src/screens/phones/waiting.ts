// What is known to wait on a phone, in words.
import { sayList, t } from '$i18n';

/** How much waits there, as the server knows it. */
export interface Waiting {
  readonly photos: number;
  readonly removals: number;
  readonly uploads: number;
}

/** Says what waits; empty when nothing is known to. */
export function sayWaiting(waiting: Waiting | undefined): string {
  if (!waiting) return '';
  const kinds = ['photos', 'uploads', 'removals'] as const;
  return sayList(kinds.filter((kind) => waiting[kind] > 0).map((kind) => t(`phones.waits_${kind}`, { n: waiting[kind] })));
}
