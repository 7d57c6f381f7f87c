// Whose a piece of work is, in words: the kind that its text form begins with, and the name of the region or school.
import { t, word } from '$i18n';

/** Says an owner such as `village:533325001201` or `department:533325/justice`. */
export function sayOwner(owner: string, names: Readonly<Record<string, string>>): string {
  const [kind = '', where = ''] = owner.split(':', 2);
  const name = names[owner] ?? '';
  const department = where.split('/', 2)[1];
  const who = department === undefined ? word('owner', kind) : word('department', department);
  return name ? t('student.owner', { name, who }) : who;
}
