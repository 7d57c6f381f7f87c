// What the applications say: their message files, so that a story finds things by their words and texts may change.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT } from './where.mjs';

const SHARED = 'web/shared/src/messages';
/** Where the messages of the field app are. */
export const OF_FIELD = [SHARED];
/** Where the messages of the desk are; a later folder speaks for those before it. */
export const OF_DESK = [SHARED, 'web/desk/src/messages'];

/** Reads a language: `area.key` to text or plural forms. */
function read(language, folders) {
  const files = folders.flatMap((folder) => {
    const place = join(ROOT, folder, language);
    return readdirSync(place).filter((name) => name.endsWith('.json')).map((name) => join(place, name));
  });
  const all = files.map((file) => [basename(file, '.json'), JSON.parse(readFileSync(file, 'utf8'))]);
  return new Map(all.flatMap(([area, texts]) => Object.entries(texts).map(([key, text]) => [`${area}.${key}`, text])));
}

const READ = new Map();

/** The words of a language. */
export class Words {
  #texts;

  constructor(language, folders = OF_FIELD) {
    this.language = language;
    const key = [language, ...folders].join(' ');
    if (!READ.has(key)) READ.set(key, read(language, folders));
    this.#texts = READ.get(key);
  }

  /** Every key there is. */
  get keys() {
    return [...this.#texts.keys()];
  }

  /** Says a message whose places are all filled. */
  say(key, given = {}) {
    return this.#form(key, given.n).replace(/\{(\w+)\}/g, (place, name) => {
      const value = given[name];
      if (value === undefined) return place;
      return typeof value === 'number' ? new Intl.NumberFormat(this.language).format(value) : value;
    });
  }

  /** Finds a message whatever stands in the places that are not given: a whole text, or with `within` a part. */
  like(key, given = {}, { within = false } = {}) {
    const texts = typeof this.#get(key) === 'string' ? [this.#get(key)] : Object.values(this.#get(key));
    const forms = given.n === undefined ? texts : [this.#form(key, given.n)];
    const patterns = forms.map((text) =>
      text
        .split(/(\{\w+\})/)
        .map((part) => (/^\{\w+\}$/.test(part) ? this.#place(part.slice(1, -1), given) : escaped(part)))
        .join(''),
    );
    const either = patterns.length > 1 ? `(?:${patterns.join('|')})` : patterns[0];
    return new RegExp(within ? either : `^\\s*${either}\\s*$`, 'u');
  }

  #place(name, given) {
    const value = given[name];
    if (value === undefined) return '[\\s\\S]+?';
    return escaped(typeof value === 'number' ? new Intl.NumberFormat(this.language).format(value) : value);
  }

  #get(key) {
    const text = this.#texts.get(key);
    if (text === undefined) throw new Error(`there are no words for ${key} in ${this.language}`);
    return text;
  }

  #form(key, n) {
    const text = this.#get(key);
    if (typeof text === 'string') return text;
    return text[new Intl.PluralRules(this.language).select(n ?? 2)] ?? text.other;
  }
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
