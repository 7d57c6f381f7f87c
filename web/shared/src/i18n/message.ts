// What a message is, and how its places are filled: `{name}` stands for a value, a plural is chosen by `n`.

/** A text, or one text for each plural form that the language has. */
export type Message = string | { readonly [form in Intl.LDMLPluralRule]?: string };

/** Message files as a bundler hands them over: path to messages by key. */
export type Files = Record<string, Readonly<Record<string, Message>>>;

/** Values for the places of a message; numbers are written as the language writes them. */
export type Params = Readonly<Record<string, string | number>>;

const numbers = new Map<string, Intl.NumberFormat>();
const plurals = new Map<string, Intl.PluralRules>();

/** Keeps what is made for a language: making an Intl object costs far more than using it. */
export function kept<T>(made: Map<string, T>, key: string, make: () => T): T {
  const found = made.get(key) ?? make();
  made.set(key, found);
  return found;
}

/** Writes a number as the language does, with at most `digits` after the point. */
export function sayNumber(language: string, value: number, digits = 1): string {
  const make = (): Intl.NumberFormat => new Intl.NumberFormat(language, { maximumFractionDigits: digits });
  return kept(numbers, `${language} ${digits}`, make).format(value);
}

/** Joins the files to one list: `area.key` to message. */
export function joined(files: Files): Map<string, Message> {
  const all = new Map<string, Message>();
  for (const [path, messages] of Object.entries(files)) {
    const area = path.slice(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));
    for (const [key, message] of Object.entries(messages)) all.set(`${area}.${key}`, message);
  }
  return all;
}

/** Fills the places of a message. */
export function filled(language: string, message: Message, params: Params = {}): string {
  const text = typeof message === 'string' ? message : plural(language, message, params['n']);
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = params[name];
    if (value === undefined) return place;
    return typeof value === 'number' ? sayNumber(language, value) : value;
  });
}

function plural(language: string, forms: Exclude<Message, string>, n: string | number | undefined): string {
  const rules = kept(plurals, language, () => new Intl.PluralRules(language));
  const form = typeof n === 'number' ? rules.select(n) : 'other';
  return forms[form] ?? forms.other ?? '';
}
