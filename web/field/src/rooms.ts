// The rooms of the bottom bar by role, and where a worker begins.
import { t } from '$i18n';
import type { Role } from '@doorstep/shared/face';
import type { Room } from '$ui/BottomBar.svelte';
import { type Name, path } from './routes';

type Plan = Omit<Room, 'on' | 'label'> & { key: 'today' | 'students' | 'class' | 'reminders' | 'more' | 'queue' | 'patrol'; has: readonly Name[] };

const PLANS = {
  today: { key: 'today', href: path('today'), icon: 'today', has: ['today', 'visit', 'map'] },
  students: { key: 'students', href: path('students'), icon: 'students', has: ['students', 'student', 'search', 'contact'] },
  class: { key: 'class', href: path('classes'), icon: 'class', has: ['classes', 'class'] },
  reminders: { key: 'reminders', href: path('reminders'), icon: 'reminder', has: ['reminders'] },
  queue: { key: 'queue', href: path('queue'), icon: 'queue', has: ['queue'] },
  patrol: { key: 'patrol', href: path('patrol'), icon: 'patrol', has: ['patrol', 'visit', 'map'] },
  more: { key: 'more', href: path('more'), icon: 'more', has: ['more', 'settings', 'sync', 'attention', 'records'] },
} as const satisfies Record<string, Plan>;

const ofRole = (role: Role | undefined): readonly Plan[] => {
  const { today, students, class: lessons, reminders, queue, patrol, more } = PLANS;
  if (role === 'teacher' || role === undefined) return [today, students, lessons, reminders, more];
  if (role === 'principal') return [queue, students, lessons, reminders, more];
  return [queue, students, patrol, reminders, more];
};

/** Where a worker of the role begins. */
export function firstRoom(role: Role | undefined): string {
  return ofRole(role)[0]?.href ?? path('today');
}

/** What waits in the rooms. */
export interface Counts {
  /** Records and photos that need attention. */
  attention: number;
  /** Follow-ups that are late. */
  late: number;
}

function counted({ key }: Plan, { attention, late }: Counts): Pick<Room, 'count' | 'counted'> {
  if (key === 'more' && attention > 0) return { count: attention, counted: t('sync.sign_attention', { n: attention }) };
  if (key === 'queue' && late > 0) return { count: late, counted: t('queue.count_late', { n: late }) };
  return {};
}

/** The rooms of a role with the one that is open. */
export function rooms(role: Role | undefined, open: Name | undefined, counts: Counts): Room[] {
  const plans = ofRole(role);
  const at = plans.find((plan) => open && plan.has.includes(open));
  return plans.map((plan) => ({
    href: plan.href,
    icon: plan.icon,
    label: t(`common.room_${plan.key}`),
    on: plan === at,
    ...counted(plan, counts),
  }));
}
