// The rooms of the desk by role: what a worker is offered; what they may do, the server decides.
import type { Me } from '$api';
import type { IconName } from '$ui/icons';
import type { Name } from './routes';

/** What a worker is. */
export type Role = Me['worker']['role'];

/** A room of the desk. */
export interface Room {
  readonly name: RoomName;
  readonly icon: IconName;
  /** The screens that belong to it. */
  readonly screens: readonly Name[];
  readonly roles: readonly Role[];
}

/** Rooms that stand together; those of the daily work need no name. */
export interface RoomGroup {
  readonly name: 'work' | 'administration';
  readonly rooms: readonly Room[];
}

/** The screens that are rooms. */
export type RoomName = Exclude<Name, 'student' | 'indicator' | 'ledger' | 'paper' | 'worker' | 'school' | 'rollOver' | 'signIn'>;

const overseeing: readonly Role[] = ['principal', 'committee', 'township', 'supervisor'];
const working: readonly Role[] = [...overseeing, 'teacher', 'department'];

const ROOMS: readonly Room[] = [
  { name: 'overview', icon: 'today', screens: ['overview'], roles: overseeing },
  { name: 'queue', icon: 'queue', screens: ['queue'], roles: working },
  { name: 'students', icon: 'students', screens: ['students', 'student'], roles: working },
  { name: 'ledgers', icon: 'storage', screens: ['ledgers', 'ledger'], roles: working },
  { name: 'indicators', icon: 'flag', screens: ['indicators', 'indicator'], roles: overseeing },
  { name: 'papers', icon: 'document', screens: ['papers', 'paper'], roles: ['principal', 'township', 'supervisor'] },
  { name: 'phones', icon: 'phone', screens: ['phones'], roles: ['administrator'] },
  { name: 'moves', icon: 'refer', screens: ['moves'], roles: ['administrator'] },
  { name: 'policy', icon: 'settings', screens: ['policy'], roles: ['administrator'] },
  { name: 'calendar', icon: 'calendar', screens: ['calendar'], roles: ['administrator'] },
  { name: 'forms', icon: 'edit', screens: ['forms'], roles: ['administrator'] },
  { name: 'intake', icon: 'document', screens: ['intake'], roles: ['administrator'] },
  { name: 'workers', icon: 'students', screens: ['workers', 'worker'], roles: ['administrator'] },
  { name: 'schools', icon: 'school', screens: ['schools', 'school', 'rollOver'], roles: ['administrator'] },
  { name: 'retention', icon: 'storage', screens: ['retention'], roles: ['administrator'] },
  { name: 'audit', icon: 'eye', screens: ['audit'], roles: ['administrator'] },
  { name: 'templates', icon: 'edit', screens: ['templates'], roles: ['administrator'] },
  { name: 'exports', icon: 'download', screens: ['exports'], roles: ['principal', 'township', 'supervisor'] },
];

/** Whose work does not begin in the first of the rooms: what is referred to a department lies with the children. */
const BEGINS: Readonly<Partial<Record<Role, RoomName>>> = { department: 'students' };

/** The rooms that a role is offered, that of its first work first. */
export function rooms(role: Role): readonly Room[] {
  const offered = ROOMS.filter((room) => room.roles.includes(role));
  const begins = (room: Room): boolean => room.name === BEGINS[role];
  return [...offered.filter(begins), ...offered.filter((room) => !begins(room))];
}

/** Rooms by what they are for: the daily work first, then administration. */
export function grouped(offered: readonly Room[]): readonly RoomGroup[] {
  const administers = (room: Room): boolean => room.roles.every((role) => role === 'administrator');
  const groups: readonly RoomGroup[] = [
    { name: 'work', rooms: offered.filter((room) => !administers(room)) },
    { name: 'administration', rooms: offered.filter(administers) },
  ];
  return groups.filter((group) => group.rooms.length > 0);
}

/** The first room of a role. */
export function firstRoom(role: Role): RoomName {
  return rooms(role)[0]?.name ?? 'queue';
}
