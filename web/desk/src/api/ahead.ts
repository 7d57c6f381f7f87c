// What the server will describe soon: regions and schools of the picker, and their shapes.
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
export async function ahead<T>(path: string, query: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<T> {
  const response = await send('GET', path, { query, ...(signal ? { signal } : {}) });
  const answer: T = await response.json();
  return answer;
}

/** Regions as a map draws them. */
export interface Shapes {
  type: 'FeatureCollection';
  features: {
    type: 'Feature';
    id: string;
    geometry:
      | { type: 'Point'; coordinates: [number, number] }
      | { type: 'Polygon'; coordinates: [number, number][][] }
      | { type: 'MultiPolygon'; coordinates: [number, number][][][] }
      | null;
    properties: { code: string; name: string; level: string; lat: number | null; lon: number | null };
  }[];
}
