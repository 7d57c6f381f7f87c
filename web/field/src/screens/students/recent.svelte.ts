// The students that were opened last, in memory only: no child's name is kept outside the locked store.
import type { Found } from '@doorstep/shared/face';

const MOST = 5;
let list = $state.raw<readonly Found[]>([]);

/** The students that were opened last. */
export const recent = {
  get list(): readonly Found[] {
    return list;
  },
  /** Puts a student in front. */
  opened(found: Found): void {
    list = [found, ...list.filter((f) => f.student !== found.student)].slice(0, MOST);
  },
};
