// Invented names for looking at lists.

/** Three students, a father and a village. */
export const NAMES = ['和玉梅', '杨春花', '和志强', '和文军', '金顶街道官坪村'] as const;
