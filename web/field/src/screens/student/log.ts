// Logs a contact with a guardian by one touch, with a way back.
import type { Guardian, GuardianContact } from '@doorstep/shared/face';
import { t } from '$i18n';
import { withWayBack } from '../today/answer';

/** Logs it. */
export const logContact = (
  student: string,
  { id, name }: Pick<Guardian, 'id' | 'name'>,
  contact: Pick<GuardianContact, 'channel' | 'reached' | 'said'>,
): Promise<void> => withWayBack(student, 'guardian_contact', { ...contact, guardian: id }, t('student.logged', { name }));
