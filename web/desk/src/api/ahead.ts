// What the server will describe soon: regions and schools of the picker, the trend, the children behind a number.
import { send } from './index';

/** A region as the picker lists it. */
export interface ListedRegion {
  code: string;
  name: string;
  level: 'province' | 'prefecture' | 'county' | 'township' | 'village';
  parent: string;
  lat: number | null;
  lon: number | null;
}

/** A school as the picker lists it. */
export interface ListedSchool {
  id: string;
  code: string;
  name: string;
  region: string;
  lat: number | null;
  lon: number | null;
}

/** Asks what has no description yet. */
export async function ahead<T>(path: string, query: Readonly<Record<string, string | number | null | undefined>>, signal?: AbortSignal): Promise<T> {
  const response = await send('GET', path, { query, ...(signal ? { signal } : {}) });
  const answer: T = await response.json();
  return answer;
}
