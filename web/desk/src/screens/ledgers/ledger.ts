// The ledgers and the groups that can be chosen, and how wide the columns of a ledger are.

/** The ledgers; the first one is opened unasked. */
export const KEYS = ['suspected_dropouts', 'dropouts', 'school_age'] as const;
/** A ledger. */
export type Key = (typeof KEYS)[number];

/** The groups. */
export const GROUPS = [
  'poor_household', 'left_behind', 'in_difficulty', 'orphan', 'unattended', 'disability', 'migrant', 'single_parent', 'involved_in_case',
] as const;

/** The widths of columns whose content wants more or less than others. */
export const WIDTHS: Readonly<Record<string, string>> = {
  name: 'minmax(5rem, 1fr)', sex: '3.5rem', born: '6.5rem', identity: '10.5rem', student_number: 'minmax(7rem, 1fr)', school: 'minmax(7rem, 1.3fr)',
  class: '6.5rem', village: 'minmax(5.5rem, 1fr)', phone: '7.5rem', status: '6.5rem', days_absent: '4.5rem', step: 'minmax(6rem, 1fr)',
};
