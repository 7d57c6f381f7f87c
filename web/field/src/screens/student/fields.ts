// The profile's fields: how each is asked, and the value that holds.
import type { JsonValue, StudentScreen } from '@doorstep/shared/face';

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
