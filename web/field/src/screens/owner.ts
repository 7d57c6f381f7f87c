// An owner of work as people call it.
import type { NamedOwner } from '@doorstep/shared/face';
import { t, word } from '$i18n';

/** Says an owner: 官坪村村（居）委会. */
export const sayOwner = (owner: NamedOwner): string => {
  const { name, grade, number, department } = owner;
  if (owner.kind === 'class') return t('queue.owner_class', { name, grade: grade ?? '', number: number ?? '' });
  if (owner.kind === 'department') return t('queue.owner_department', { name, department: word('department', department ?? '') });
  if (owner.kind === 'school' || owner.kind === 'village' || owner.kind === 'township' || owner.kind === 'county') return t(`queue.owner_${owner.kind}`, { name });
  return name;
};
