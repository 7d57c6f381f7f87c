// The sums of the curve: where its points lie, and which numbers its lines stand for.

/** A place in the picture. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The room of the picture, in px. */
export interface Room {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Returns round numbers from 0 up to at least `most`, about four of them. */
export function ticks(most: number): number[] {
  const rough = Math.max(1, most) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10) * power);
  return Array.from({ length: Math.ceil(Math.max(1, most) / step) + 1 }, (_, i) => i * step);
}

/** Lays values out from left to right between 0 and `top`. */
export function laid(values: readonly number[], top: number, room: Room): Spot[] {
  const wide = (room.right - room.left) / Math.max(1, values.length - 1);
  return values.map((value, i) => ({ x: room.left + i * wide, y: room.bottom - (value / top) * (room.bottom - room.top) }));
}

/** Writes a line through spots as path data. */
export function line(spots: readonly Spot[]): string {
  return spots.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

/** Tells which spot is nearest to a place from left to right. */
export function nearest(spots: readonly Spot[], x: number): number {
  let best = 0;
  for (const [i, spot] of spots.entries()) if (Math.abs(spot.x - x) < Math.abs((spots[best]?.x ?? 0) - x)) best = i;
  return best;
}
