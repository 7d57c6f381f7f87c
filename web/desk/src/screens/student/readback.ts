// A filled form as it is read: questions that have words, headings that have something below them, answers as people say them.
import type { Answers } from '$api';
import { t } from '$i18n';
import { date, moment, momentOf } from '$desk/moments';

/** A part of a filled form. */
export type Node = Answers['nodes'][number];

/** Leaves out what was only calculated, and headings with nothing below them. */
export function readable(nodes: readonly Node[]): Node[] {
  const answered = nodes.filter((node) => node.label !== '' && node.value !== null);
  return nodes.filter((node) =>
    node.value === null ? node.label !== '' && answered.some((other) => other.path.startsWith(`${node.path}/`)) : node.label !== '',
  );
}

/** Says an answer: days, moments and places as everywhere, the rest as the form has it. */
export function sayAnswer({ value, text }: Pick<Node, 'value' | 'text'>): string {
  if (typeof value !== 'string') return text;
  const [, day, time] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)[\d:.]*)?$/.exec(value) ?? [];
  if (day && time) return moment(momentOf(day, time));
  if (day) return date(day);
  const [, accuracy] = /^-?\d+\.\d+ -?\d+\.\d+ -?[\d.]+ ([\d.]+)$/.exec(value) ?? [];
  return accuracy ? t('story.place', { n: Math.round(Number(accuracy)) }) : text;
}
