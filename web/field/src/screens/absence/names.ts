// What a class is called.
import type { Class } from '@doorstep/shared/face';
import { t } from '$i18n';

/** Says a class: 七年级2班. */
export function className(named: Pick<Class, 'grade' | 'number'>): string {
  return t(`absence.grade_${grade(named.grade)}`, { number: String(named.number) });
}

function grade(given: number): 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 {
  const known = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
  return known[Math.min(8, Math.max(0, given - 1))] ?? 1;
}
