// The profile's fields: how each is asked, and its value in words; a value never seen before is shown as it is.
import type { JsonValue, StudentScreen } from '@doorstep/shared/face';
import { sayList, t, word } from '$i18n';

/** How a field is asked. */
export type Asks = 'text' | 'phone' | 'yes_no' | 'groups' | 'place' | 'village';

/** The fields that can be corrected, in the order of the screen. */
export const FIELDS = {
  address: 'text',
  home: 'place',
  village: 'village',
  boarding: 'yes_no',
  groups: 'groups',
  carer: 'text',
  guardian_phone: 'phone',
  guardian_away: 'text',
  effective_guardian: 'yes_no',
  consent: 'yes_no',
  photo_consent: 'yes_no',
  remark: 'text',
} as const satisfies Record<string, Asks>;

/** A field of the profile. */
export type Field = keyof typeof FIELDS;

/** The groups that a student can be in. */
export const GROUPS = [
  'poor_household', 'left_behind', 'in_difficulty', 'orphan', 'unattended', 'disability', 'migrant', 'single_parent', 'involved_in_case',
] as const;

/** The value that holds: the edited one, else the roster's. */
export function valueOf(screen: StudentScreen, field: Field): JsonValue {
  const edit = screen.state.profile[field];
  if (edit) return edit.shown.value;
  const { student } = screen;
  const first = student.guardians?.[0];
  switch (field) {
    case 'address':
      return student.address ?? '';
    case 'home':
      return student.home ? { ...student.home } : null;
    case 'village':
      return student.village;
    case 'boarding':
      return student.boarding ?? false;
    case 'groups':
      return student.groups ?? [];
    case 'carer':
      return first?.name ?? '';
    case 'guardian_phone':
      return first?.phone ?? '';
    case 'guardian_away':
      return first?.away ?? '';
    case 'consent':
      return first?.consent ?? null;
    default:
      return null;
  }
}

/** What is needed to say a value. */
export interface Saying {
  /** Names of villages by code. */
  readonly villages: ReadonlyMap<string, string>;
}

/** Says a field's value. */
export function sayValue(field: string, value: unknown, saying: Saying): string {
  if (value === null || value === undefined || value === '') return t(field === 'guardian_away' ? 'student.at_home' : 'student.not_known');
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
  if (Array.isArray(value)) {
    const words = value.map((v) => word('group', String(v)));
    return words.length > 0 ? sayList(words) : t('student.none');
  }
  if (field === 'village') return saying.villages.get(String(value)) ?? String(value);
  if (isPlace(value)) return t('student.place', { n: Math.round(value.accuracy) });
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}

/** Tells whether a value is a place. */
export function isPlace(value: unknown): value is { lat: number; lon: number; accuracy: number } {
  return typeof value === 'object' && value !== null && 'lat' in value && 'lon' in value && 'accuracy' in value
    && typeof value.lat === 'number' && typeof value.lon === 'number' && typeof value.accuracy === 'number';
}
