// What a table is told about its columns, and the sums that say which of its rows are seen.

/** A column. */
export interface Column {
  readonly key: string;
  readonly label: string;
  /** Its share of the width, as a track of a grid: `8rem`, `minmax(8rem, 2fr)`. */
  readonly width?: string;
  /** By what the server sorts when its head is pressed. */
  readonly sort?: string;
  /** How that sorts. */
  readonly order?: 'ascending' | 'descending';
  /** Numbers: at the end of the cell. */
  readonly end?: boolean;
  /** On a card: without its label, as the card's first line. */
  readonly lead?: boolean;
  /** On a card: a line of its own. */
  readonly span?: boolean;
  /** Only where there is room: not on a card, nor in a narrow table. */
  readonly wide?: boolean;
}

/** The rows from `from` up to and without `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Tells which rows are drawn: those in sight and some before and after them. */
export function inSight(top: number, height: number, row: number, count: number, spare = 12): Range {
  const first = Math.floor(Math.max(0, top) / row);
  const after = Math.ceil(Math.max(0, top + height) / row);
  return { from: Math.max(0, Math.min(count, first - spare)), to: Math.max(0, Math.min(count, after + spare)) };
}

/** Tells which row a key leads to; `null` when it leads to none. */
export function rowAfter(key: string, now: number, count: number, page: number): number | null {
  const to = { ArrowDown: now + 1, ArrowUp: now - 1, PageDown: now + page, PageUp: now - page, Home: 0, End: count - 1 }[key];
  return to === undefined || count === 0 ? null : Math.max(0, Math.min(count - 1, to));
}
