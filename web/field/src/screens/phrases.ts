// A text put together from phrases that are touched, between which own words may stand.

const BETWEEN = '；';

/** Splits a text into what stands between the separators. */
const parts = (text: string): string[] =>
  text
    .split(/[；;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Tells whether the text holds the phrase as a part of its own. */
export const hasPhrase = (text: string, phrase: string): boolean => parts(text).includes(phrase);

/** Adds the phrase at the end, or takes it out; own words stay. */
export const toggled = (text: string, phrase: string): string => {
  const before = parts(text);
  const after = before.includes(phrase) ? before.filter((part) => part !== phrase) : [...before, phrase];
  return after.join(BETWEEN);
};
