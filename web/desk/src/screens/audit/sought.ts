// What of the log is asked for: the choices of the address's query as the API takes them.

/** The choices of the address. */
export const CHOICES = ['worker', 'action', 'from', 'until', 'text'] as const;

/** What is sought; what was not chosen is not there. */
export type Sought = Partial<Record<(typeof CHOICES)[number], string>>;

/** What each choice looks like; anything else is left out. */
const FORMS: Readonly<Record<(typeof CHOICES)[number], RegExp>> = {
  worker: /^[0-9a-f-]{36}$/i, action: /^\w{1,60}$/, from: /^\d{4}-\d\d-\d\d$/, until: /^\d{4}-\d\d-\d\d$/, text: /^.{1,60}$/,
};

/** Reads the choices. */
export function sought(query: (name: (typeof CHOICES)[number]) => string): Sought {
  const read = CHOICES.map((name) => [name, query(name)] as const);
  return Object.fromEntries(read.filter(([name, value]) => FORMS[name].test(value)));
}
