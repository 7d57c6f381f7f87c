// What a worker is responsible for, in words.
import type { Worker } from '$api';
import { t, word } from '$i18n';
import { sayNamedClass } from '../student/names';

/** A role. */
export type Role = Worker['role'];
/** Every role. */
export const ROLES: readonly Role[] = ['teacher', 'principal', 'committee', 'township', 'department', 'supervisor', 'administrator'];

/** Says what is assigned, with the name that the server gives. */
export function sayScope(scope: Worker['scope'][number]['scope'], name: string | null): string {
  if ('class' in scope) return sayNamedClass(name) || t('accounts.a_class');
  if ('department' in scope) return word('department', String(scope.department[1]));
  if ('school' in scope) return name ?? t('accounts.a_school');
  return name ?? scope.region;
}

/** Says everything that a worker is responsible for. */
export function sayScopes(worker: Worker): string {
  return worker.scope.map(({ scope }, i) => sayScope(scope, worker.scope_names[i] ?? null)).join(t('case.comma'));
}
