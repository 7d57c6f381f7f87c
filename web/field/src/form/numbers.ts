// Numbers as people type them.

/** Reads a number, full-width figures and a comma for the point too; `null` is empty, `undefined` no number. */
export function readNumber(text: string, decimal: boolean): number | null | undefined {
  const plain = text.normalize('NFKC').trim().replace(',', '.');
  if (plain === '') return null;
  return (decimal ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/).test(plain) ? Number(plain) : undefined;
}

/** The steps of a slider, and how many figures stand after the point. */
export function scale(start: number, end: number, step: number): { low: number; high: number; step: number; digits: number } {
  const by = Math.abs(step) || 1;
  const digits = Math.max(0, ...[start, end, by].map((number) => (String(number).split('.')[1] ?? '').length));
  return { low: Math.min(start, end), high: Math.max(start, end), step: by, digits };
}
