// The words of the app: which language is spoken, `t` that says a message, and `word` that says a word of a closed list.
import type { Key } from './areas';
import { filled, joined, sayNumber, type Files, type Message, type Params } from './message';

export type { Key } from './areas';
export type { Params } from './message';
export * from './dates';
export * from './amounts';
export * from './problem';

/** The languages there are, each with its own name for itself. */
export const LANGUAGES = { 'zh-Hans': '简体中文', en: 'English' } as const;
/** A language of the app. */
export type Language = keyof typeof LANGUAGES;

/** Where the messages of each language come from. */
export type Loaders = Readonly<Record<Language, () => Promise<{ files: Files }>>>;

let loaders: Loaders = {
  'zh-Hans': () => import('./zh-Hans'),
  en: () => import('./en'),
};

/** Speaks with the messages of an application of its own from now on; its areas are added to the interface `Areas`. */
export function speakFrom(own: Loaders): void {
  loaders = own;
}

let spoken = $state<Language>('zh-Hans');
let messages = $state.raw<ReadonlyMap<string, Message>>(new Map());

/** Returns the language that is spoken now; reading it in a component follows the change. */
export function language(): Language {
  return spoken;
}

/** Picks the language: the chosen one, else the first of the browser's that there is, else Chinese. */
export function pickLanguage(chosen: Language | null, offered: readonly string[]): Language {
  if (chosen) return chosen;
  for (const tag of offered) {
    if (/^zh\b/i.test(tag)) return 'zh-Hans';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'zh-Hans';
}

/** Loads a language and speaks it from then on. */
export async function speak(next: Language): Promise<void> {
  const { files } = await loaders[next]();
  messages = joined(files);
  spoken = next;
  if (typeof document !== 'undefined') document.documentElement.lang = next;
}

/** Says a message; a place `{name}` is filled with `params.name`, a plural is chosen by `params.n`. */
export function t(key: Key, params?: Params): string {
  return find(key, params) ?? key;
}

/** Says a message whose key came from outside, or returns `null` when there is none. */
export function find(key: string, params?: Params): string | null {
  const message = messages.get(key);
  return message === undefined ? null : filled(spoken, message, params);
}

/** Says a word of a closed list (`words.json`): `word('status', 'suspended')`; a word that is not known stays as it is. */
export function word(list: string, value: string): string {
  return find(`words.${list}.${value}`) ?? value;
}

/** Joins parts as lists are joined: 甲、乙和丙. */
export function sayList(parts: readonly string[]): string {
  return new Intl.ListFormat(spoken, { type: 'conjunction' }).format(parts);
}

/** Writes a number as the language does. */
export function n(value: number, digits = 1): string {
  return sayNumber(spoken, value, digits);
}
