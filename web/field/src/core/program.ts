// What the page side needs of the core's program.

/** What a call of the core gives. */
export interface Said {
  /** `{"ok":…}` or `{"problem":…}`. */
  json: string;
  bytes: Uint8Array[];
  /** Whether it changed what is stored. */
  wrote: boolean;
}

/** An open core: here, which answers at once, or on the other side of a wire, which answers in its time. */
export interface OpenCore {
  /** Asks; calls are done in the order in which they were begun. What one throws as {@link Refused} harmed nothing. */
  call(now: number, entropy: Uint8Array, ask: string, bytes: Uint8Array[]): Said | Promise<Said>;
  /** Closes it when what was asked before is answered. */
  close(): void;
}

/** The program. */
export interface Program {
  open(file: string, key: Uint8Array): Promise<OpenCore>;
  exists(file: string): Promise<boolean>;
  erase(file: string): Promise<void>;
}
