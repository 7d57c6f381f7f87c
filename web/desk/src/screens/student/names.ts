// Names on the case page: classes as people say them, owners with the names of the student's places.
import { sayClass, sayOwner } from '@doorstep/shared/say/names.ts';
import { ownerName, type Page } from './page';

/** Says a class that the server calls `兔峨乡中学 7.1`: 兔峨乡中学 七年级（1）班. */
export function sayNamedClass(name: string | null): string {
  const [, school = '', grade = '', number = ''] = /^(.*?)\s*(\d)\.(\d+)$/.exec(name ?? '') ?? [];
  return grade ? [school, sayClass(Number(grade), Number(number))].filter(Boolean).join(' ') : (name ?? '');
}

/** Says an owner with the name that the server gives. */
export function sayOwned(owner: string, name: string | null): string {
  return owner.startsWith('class:') ? sayNamedClass(name) || sayOwner(owner) : sayOwner(owner, name ?? '');
}

/** Says whose a piece of work is, on the page of its student. */
export function sayOwnerOf(page: Page, owner: string): string {
  return sayOwned(owner, ownerName(page.student, owner));
}
