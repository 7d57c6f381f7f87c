// A value of the profile in words; one never seen before is shown as it is.
import { sayList, t, word } from '../i18n/index.svelte';

/** The groups that a student can be in. */
export const GROUPS = [
  'poor_household', 'left_behind', 'in_difficulty', 'orphan', 'unattended', 'disability', 'migrant', 'single_parent', 'involved_in_case',
] as const;

/** What is needed to say a value. */
export interface Saying {
  /** Names of villages by code. */
  readonly villages: ReadonlyMap<string, string>;
}

/** Says a field's value. */
export function sayValue(field: string, value: unknown, saying: Saying): string {
  if (value === null || value === undefined || value === '') return t(field === 'guardian_away' ? 'story.at_home' : 'story.not_known');
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
  if (Array.isArray(value)) {
    const words = value.map((v) => word('group', String(v)));
    return words.length > 0 ? sayList(words) : t('story.none');
  }
  if (field === 'village') return saying.villages.get(String(value)) ?? String(value);
  if (isPlace(value)) return t('story.place', { n: Math.round(value.accuracy) });
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}

/** Tells whether a value is a place. */
export function isPlace(value: unknown): value is { lat: number; lon: number; accuracy: number } {
  return typeof value === 'object' && value !== null && 'lat' in value && 'lon' in value && 'accuracy' in value
    && typeof value.lat === 'number' && typeof value.lon === 'number' && typeof value.accuracy === 'number';
}
