// Any saved value as a few words, for answers whose question is gone.

/** Says a value shortly. */
export function plainly(value: unknown): string {
  const text =
    typeof value === 'string' ? value : Array.isArray(value) ? value.map(plainly).join(' ') : JSON.stringify(value ?? '');
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
