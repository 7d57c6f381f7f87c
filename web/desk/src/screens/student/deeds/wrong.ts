// What the server found wrong with single fields of a sheet, in words for beside the field.
import type { Refused } from '$api';
import { find, t } from '$i18n';
import { getContext, setContext } from 'svelte';

const KEY = Symbol('wrong');

/** Returns what is wrong with a field, as the API names it; empty when nothing is. */
export type Wrong = (field: string) => string;

/** Lets the fields within say what a problem says of them. */
export function sayWrong(problem: () => Refused | null): void {
  setContext<Wrong>(KEY, (field) => {
    const found = problem()?.problem.violations?.find((one) => one.field === field);
    return found ? (find(`deed.wrong_${found.code}`) ?? t('deed.wrong')) : '';
  });
}

/** Returns what says what is wrong with a field of the sheet around; call it while a component is made. */
export function wrongIn(): Wrong {
  return getContext<Wrong | undefined>(KEY) ?? (() => '');
}
