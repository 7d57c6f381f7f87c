// Begins the next act of a piece of work: a form, a contact, an act of one touch, or the student's screen at that act.
import type { Work } from '@doorstep/shared/face';
import { path } from '../../routes';
import { router } from '../../router.svelte';
import { startVisit } from '../start';

/** What is needed of a piece of work to begin it. */
export type Startable = Pick<Work, 'student' | 'kind' | 'subject' | 'next'>;

/** Where the next act of a piece of work is done; none when it begins a form first. */
export function whereNext(work: Startable): string | null {
  const { student, subject } = work;
  const of = work.kind === 'reminder' ? 'reminder' : 'follow_up';
  switch (work.next) {
    case 'visit':
    case 'joint_visit':
      return null;
    case 'contact':
    case 'persuade':
      return path('contact', { student }, { [of]: subject });
    case 'hand_on':
    case 'accept':
      return path('queue', {}, { follow_up: subject });
    case 'report_absence':
    case 'report_dropout':
    case 'serve_notice':
    case 'complete':
      return path('student', { id: student }, { act: work.next, follow_up: subject });
    default:
      return path('student', { id: student });
  }
}

/** Goes to the next act; a visit begins its form first. */
export async function start(work: Startable): Promise<void> {
  const where = whereNext(work);
  if (where === null) await startVisit(work.student, work.kind === 'follow_up' ? work.subject : null);
  else router.go(where);
}
