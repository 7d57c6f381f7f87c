// Which children the numbers are about: all, or one of the groups.
import { GROUPS } from '@doorstep/shared/say/profile.ts';
import { t, word } from '$i18n';

/** What numbers can be asked for. */
export const ASKED: readonly string[] = ['all', ...GROUPS];

/** Those that are compared when nothing else is chosen. */
export const FIRST: readonly string[] = ['all', 'poor_household'];

/** Says a group. */
export function sayGroup(group: string): string {
  return group === 'all' ? t('measures.all') : word('group', group);
}

/** Reads the chosen groups from the address: those that there are, in their order. */
export function chosenGroups(text: string): readonly string[] {
  const asked = text.split(',');
  const chosen = ASKED.filter((group) => asked.includes(group));
  return chosen.length > 0 ? chosen : FIRST;
}
