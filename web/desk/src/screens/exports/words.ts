// What a file is called, how far it is, and until when it is there, in words.
import type { Export } from '$api';
import { find, sayProblemKey, t } from '$i18n';
import { isComing } from '$desk/exports.svelte';

/** Says what a file holds. */
export function sayWhat({ asked }: Export): string {
  if (!asked) return t('exports.what_unread');
  if (asked.what === 'indicator') return t('exports.what_indicator', { name: find(`policy.indicator_${asked.indicator ?? ''}`) ?? '' });
  const key = asked.what === 'ledger' ? `ledgers.of_${asked.ledger ?? ''}` : `exports.what_${asked.what}`;
  return find(key) ?? t('exports.title');
}

/** Says where a file stands. */
export function sayState(one: Export): string {
  if (one.state === 'running' && one.total) return t('exports.rows_of', { done: one.done, total: one.total });
  if (one.state === 'failed') return sayProblemKey(one.problem ?? 'other');
  return t(`exports.state_${one.state}`);
}

/** How full its bar is, of 1; `undefined` when nobody knows. */
export function part(one: Export): number | undefined {
  return isComing(one) && one.total ? one.done / one.total : undefined;
}
