// The homes that have a place on the sketch map, and those that have none.
import type { Home, Point, SketchMap, Work } from '@doorstep/shared/face';

/** A home on the map. */
export interface Placed {
  readonly turn: number;
  readonly at: Point;
  readonly work: Work;
}

/** Returns the homes on the map in walking order. */
export function placed(map: SketchMap): Placed[] {
  return map.homes.flatMap(({ turn, at, work }: Home) => (turn === null || at === null ? [] : [{ turn, at, work }]));
}

/** Returns the work of the homes whose place is not known. */
export function withoutPlace(map: SketchMap): Work[] {
  return map.homes.flatMap(({ at, work }) => (at === null ? [work] : []));
}
