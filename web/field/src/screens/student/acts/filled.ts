// What a sheet has been filled with: the kind of record and its payload.
import type { Payloads } from '@doorstep/shared/face';

/** A record ready to be made; none while an answer is missing. */
export type Filled = { [K in keyof Payloads]: { readonly kind: K; readonly payload: Payloads[K] } }[keyof Payloads];
