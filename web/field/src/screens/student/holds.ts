// What a record says after its last amendment.
import type { JsonValue, TimelineEntry } from '@doorstep/shared/face';

/** The payload that holds: the amended one where there is one. */
export function holds(entry: Pick<TimelineEntry, 'fact'>, amendment: Pick<TimelineEntry, 'fact'> | undefined): { [key in string]: JsonValue } {
  const amended = amendment?.fact.payload['payload'];
  return typeof amended === 'object' && amended !== null && !Array.isArray(amended) ? { ...amended } : entry.fact.payload;
}
