// What a sheet has been filled with: the kind of record and its payload.

/** A record ready to be made; none while an answer is missing. */
export interface Filled {
  readonly kind: string;
  readonly payload: object;
}
