// A form as its author wrote it: the questions with their words, so that a story answers them by name.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './where.mjs';

const COLUMN = { 'zh-Hans': 'label::中文 (zh)', en: 'label::English (en)' };

/** A form in a language. */
export class Form {
  constructor(name, language) {
    const folder = join(ROOT, 'forms/shipped', name);
    const label = COLUMN[language];
    const [survey, choices] = ['survey', 'choices'].map((sheet) => table(readFileSync(join(folder, `${sheet}.csv`), 'utf8')));
    this.title = title(table(readFileSync(join(folder, 'settings.csv'), 'utf8')), language);
    this.questions = survey
      .filter((row) => row.name && row[label])
      .map((row) => {
        const [kind, list] = row.type.split(' ');
        const options = choices.filter((choice) => choice.list_name === list);
        const repeat = row.type === 'begin repeat';
        const type = row.appearance === 'signature' ? 'signature' : repeat ? 'repeat' : kind;
        return { name: row.name, type, label: row[label], choices: new Map(options.map((choice) => [choice.name, choice[label]])) };
      });
  }

  /** The words of a question. */
  label(name) {
    return this.question(name).label;
  }

  /** A question by its name. */
  question(name) {
    const found = this.questions.find((question) => question.name === name);
    if (!found) throw new Error(`the form has no question ${name}`);
    return found;
  }

  /** The question whose words a heading begins with. */
  asked(heading) {
    const fits = this.questions.filter((question) => heading.trim().startsWith(question.label));
    return fits.toSorted((a, b) => b.label.length - a.label.length)[0];
  }
}

function title(rows, language) {
  const [row] = rows;
  const key = Object.keys(row).find((name) => name.startsWith('form_title') && name.includes(language === 'en' ? '(en)' : '(zh)'));
  return row[key ?? 'form_title'];
}

/** Reads comma separated values with quotes. */
function table(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (rows.at(-1).push(quoted?.replaceAll('""', '"') ?? plain) && end !== ',') rows.push([]);
  }
  const [head, ...rest] = rows;
  return rest.filter((row) => row.length > 1).map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ''])));
}
