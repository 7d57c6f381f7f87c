// What the core tells of a form that is being filled, and the kind of a question in a shape that is easy to read.
import type { DraftScreen as Screen, DraftView, NodeState as State, Offered, OpenRepeat } from '@doorstep/shared/face';

export type { DraftView, Offered, OpenRepeat, Screen, State };

/** A value as the core gives and takes it. */
export type Answer = string | number | boolean | null | Point | Answer[];

/** A place as a question of kind `point` holds it. */
export type Point = {
  lat: number;
  lon: number;
  altitude: number;
  accuracy: number;
};

/** The kinds of question; what the phone fills or computes is not among them. */
export type KindName =
  | 'text'
  | 'integer'
  | 'decimal'
  | 'range'
  | 'date'
  | 'time'
  | 'date_time'
  | 'select_one'
  | 'select_many'
  | 'rank'
  | 'point'
  | 'trace'
  | 'shape'
  | 'photo'
  | 'signature'
  | 'file'
  | 'audio'
  | 'video'
  | 'barcode'
  | 'note'
  | 'acknowledge'
  | 'none';

/** Returns the name of a state's kind: kinds with parts are objects of one field. */
export function kindOf(state: State): KindName {
  const { kind } = state;
  if (kind === null) return 'none';
  return (typeof kind === 'string' ? kind : (Object.keys(kind)[0] ?? 'none')) as KindName;
}

/** Tells whether the author wrote this word among the appearances. */
export function appears(state: State, word: string): boolean {
  return state.layout.appearance.split(/\s+/).includes(word);
}

/** Reads a number among the parameters. */
export function parameter(state: State, name: string, otherwise: number): number {
  const written = state.parameters?.[name];
  return written === undefined || Number.isNaN(Number(written)) ? otherwise : Number(written);
}

/** Reads a value as text; what is no text is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Reads a value as a number. */
export function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

/** Reads a value as names of choices. */
export function namesOf(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];
}

/** Reads a value as a place. */
export function pointOf(value: unknown): Point | null {
  if (typeof value !== 'object' || value === null || !('lat' in value) || !('lon' in value)) return null;
  const { lat, lon } = value;
  if (typeof lat !== 'number' || typeof lon !== 'number') return null;
  const more = (name: string): number => {
    const found: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
    return typeof found === 'number' ? found : 0;
  };
  return { lat, lon, altitude: more('altitude'), accuracy: more('accuracy') };
}

/** Reads a value as a line of places. */
export function pointsOf(value: unknown): Point[] {
  return Array.isArray(value) ? value.map(pointOf).filter((point) => point !== null) : [];
}

/** The path without what is around it, as an id for the page. */
export function idOf(path: string): string {
  return `q${path.replace(/[^\w-]/g, '_')}`;
}
