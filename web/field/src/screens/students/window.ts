// Which rows of a long list are drawn: only those in sight and a few beside them.

/** The first row drawn and the one after the last. */
export interface Drawn {
  readonly first: number;
  readonly end: number;
}

/** Returns the rows in sight, when the list begins `above` units above the top of the sight. */
export function drawn(above: number, sight: number, row: number, total: number, beside = 6): Drawn {
  if (row <= 0 || total <= 0) return { first: 0, end: Math.max(0, Math.min(total, 2 * beside)) };
  const end = Math.min(total, Math.ceil((above + sight) / row) + beside);
  const first = Math.max(0, Math.floor(above / row) - beside);
  return { first: Math.min(first, Math.max(0, total - 1)), end: Math.max(end, Math.min(total, beside)) };
}
