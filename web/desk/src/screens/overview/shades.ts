// Which of five shades a number has on the map, and what each shade stands for.

/** A shade: from and up to which number. */
export interface Shade {
  readonly from: number;
  readonly to: number;
  /** The colour's number: 0 for none, 4 for the strongest. */
  readonly tone: number;
}

/** Divides numbers up to `most` into nothing and at most four shades of whole numbers, as wide as each other. */
export function shades(most: number): Shade[] {
  const nothing = { from: 0, to: 0, tone: 0 };
  if (most < 1) return [nothing];
  const count = Math.min(4, most);
  const step = most / count;
  const parts = Array.from({ length: count }, (_, i) => ({
    from: Math.floor(i * step) + 1,
    to: Math.floor((i + 1) * step),
    tone: count === 1 ? 3 : Math.round(1 + (i * 3) / (count - 1)),
  }));
  return [nothing, ...parts];
}

/** Returns the tone of a number. */
export function toneOf(value: number, among: readonly Shade[]): number {
  return among.find(({ from, to }) => value >= from && value <= to)?.tone ?? among.at(-1)?.tone ?? 0;
}
