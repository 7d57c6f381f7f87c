// What classes and owners of work are called.
import type { NamedOwner } from '../face';
import { find, t, word } from '../i18n/index.svelte';

/** Says a class: 七年级（2）班; the grade alone where the number is not known. */
export function sayClass(grade: number, number: number | null | undefined): string {
  const name = find(`common.grade_${grade}`) ?? '';
  return number ? t('common.class', { grade: name, n: number }) : name;
}

/** Says an owner such as `village:533325001201` or `department:533325/justice`, with its name where it is known. */
export function sayOwner(owner: string, name = ''): string {
  const [kind = '', where = ''] = owner.split(':', 2);
  const department = where.split('/', 2)[1];
  const who = department === undefined ? word('owner', kind) : word('department', department);
  return name ? t('common.owner', { name, who }) : who;
}

/** Says an owner to whom something is handed: a class by its school. */
export function sayNamed({ owner, name, grade, number }: NamedOwner): string {
  return sayOwner(owner, grade === null ? name : `${name} ${sayClass(grade, number)}`);
}
