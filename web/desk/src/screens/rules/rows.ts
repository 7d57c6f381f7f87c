// Differences as they are listed: rows from what to what, in groups.

/** One difference. */
export interface Row {
  readonly label: string;
  /** Its place in what is proposed; empty where there is none. */
  readonly path: string;
  /** What holds; `null` where there is nothing. */
  readonly from: string | null;
  /** What would hold; `null` where there would be nothing. */
  readonly to: string | null;
}

/** Differences that belong together. */
export interface Group {
  readonly key: string;
  readonly title: string;
  readonly rows: readonly Row[];
}
