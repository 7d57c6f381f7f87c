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

/** How many follow-ups were open and overdue, week by week. */
export interface Trend {
  points: { day: string; at: string; open: number; overdue: number }[];
  as_of: string;
}

/** A number with everything that is said about it. */
export interface Figure {
  indicator: string;
  group: string;
  name: string;
  numerator: number;
  denominator: number;
  missing: number;
  value: number | null;
  unit: 'percent' | 'days';
  wants: 'most' | 'least' | null;
  target: number | null;
  met: boolean | null;
  named: boolean;
  counts: 'students' | 'follow_ups' | 'promises' | 'referrals' | 'returns' | 'cohorts';
  numerator_words: string;
  denominator_words: string;
  definition: string;
  cohort: number | null;
  period: { from: string; to: string };
  as_of: string;
}

/** One thing that is counted, with the child that it is about. */
export interface Counted {
  student: { id: string; name: string };
  school: { id: string; name: string };
  class: { id: string; grade: number; number: number };
  village: { code: string; name: string };
  status: string;
  groups: string[];
  open_case: string | null;
  step: number | null;
  risk: number | null;
  about: { kind: string; id: string; at: string; due_at: string | null; done_at: string | null } | null;
}

/** The children behind a number. */
export interface Children {
  rows: Counted[];
  next: string | null;
  total: number;
  hidden: number;
  named: boolean;
  as_of: string;
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
