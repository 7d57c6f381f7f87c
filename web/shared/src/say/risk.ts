// A part of the risk in words: its key is a weight's name, or a group or concern behind a point.
import { word } from '../i18n/index.svelte';

/** Says a part of the risk. */
export function sayRisk(key: string): string {
  const [list, name] = key.split('.', 2);
  if (name !== undefined && (list === 'group' || list === 'concern')) return word(list, name);
  return word('risk', key);
}
