// A phone as the server tells of it; what an older server does not say is not shown.
import type { Devices, Me } from '$api';
import type { Waiting } from './waiting';

/** A phone, or a sign-in on a computer. */
export type Device = Devices['devices'][number] & {
  readonly worker_name?: string | null;
  readonly role?: Me['worker']['role'];
  readonly last_push_at?: string | null;
  readonly waiting?: Waiting;
};
