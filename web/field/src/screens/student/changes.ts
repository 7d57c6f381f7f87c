// The requested changes of a student's status: which wait, and what they are in words.
import type { StatusChange, StudentScreen } from '@doorstep/shared/face';
import { t, word } from '$i18n';
import { clock } from '../../clock.svelte';

/** The changes that wait for the school's check, when the worker may check them. */
export const awaited = ({ may, state }: Pick<StudentScreen, 'may' | 'state'>): StatusChange[] =>
  may.includes('status_check') ? state.status.changes.filter((change) => change.state === 'requested') : [];

/** The changes that wait for anybody. */
export const open = ({ state }: Pick<StudentScreen, 'state'>): StatusChange[] =>
  state.status.changes.filter((change) => change.state === 'requested' || change.state === 'checked');

/** Says to what, and from which day. */
export const sayChange = ({ to, from }: Pick<StatusChange, 'to' | 'from'>): string =>
  t('story.status_to', { status: word('status', to), day: clock.sayDay(from) });

/** Says who asked and when. */
export const sayAsked = ({ by, at }: Pick<StatusChange, 'by' | 'at'>, names: StudentScreen['names']): string =>
  [names[by], clock.moment(at)].filter(Boolean).join(' · ');
