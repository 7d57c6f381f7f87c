// The queue that is the reader's own: what their scope stands for as an owner of work.
import type { Who } from '$api';

/** Returns the owner whose work is the reader's own; empty for those who have none, or more than one. */
export function ownOwner(who: Who | null | undefined): string {
  const owners = (who?.scope ?? []).flatMap(({ scope }) => {
    if ('class' in scope) return [`class:${scope.class}`];
    if ('school' in scope) return [`school:${scope.school}`];
    if ('region' in scope) return regionOwner(scope.region);
    return [];
  });
  return owners.length === 1 ? (owners[0] ?? '') : '';
}

/** The length of a code says what it is a code of. */
function regionOwner(code: string): string[] {
  const kind = { 6: 'county', 9: 'township', 12: 'village' }[code.length];
  return kind ? [`${kind}:${code}`] : [];
}
