// Names on the case page: classes as people say them, owners with the names of the student's places.
import { find } from '$i18n';
import { sayClass, sayOwner } from '@doorstep/shared/say/names.ts';
import { ownerName, type Page } from './page';

/** Says a class that the server calls `兔峨乡中学 7.1`: 兔峨乡中学 七年级（1）班. */
export function sayNamedClass(name: string | null): string {
  const [, school = '', grade = '', number = ''] = /^(.*?)\s*(\d)\.(\d+)$/.exec(name ?? '') ?? [];
  return grade ? [school, sayClass(Number(grade), Number(number))].filter(Boolean).join(' ') : (name ?? '');
}

/** Tells whether a name says by itself what kind of owner it is, as 恩棋村委会 does. */
function says(kind: string, name: string): boolean {
  const words = find(`case.owner_says_${kind}`)?.split(' ') ?? [];
  return words.some((word) => name.toLowerCase().includes(word));
}

/** Says an owner with the name that the server gives; with what it is, where the name alone does not say so. */
export function sayOwned(owner: string, name: string | null): string {
  if (owner.startsWith('class:')) return sayNamedClass(name) || sayOwner(owner);
  const [kind = ''] = owner.split(':', 1);
  return name && says(kind, name) ? name : sayOwner(owner, name ?? '');
}

/** Says whose a piece of work is, on the page of its student. */
export function sayOwnerOf(page: Page, owner: string): string {
  return sayOwned(owner, ownerName(page.student, owner));
}
