// What the page side needs of the core's program.

/** What a call of the core gives. */
export interface Said {
  /** `{"ok":…}` or `{"problem":…}`. */
  json: string;
  bytes: Uint8Array[];
  /** Whether it changed what is stored. */
  wrote: boolean;
}

/** An open core. */
export interface OpenCore {
  call(now: number, entropy: Uint8Array, ask: string, bytes: Uint8Array[]): Said;
  close(): void;
}

/** The program. */
export interface Program {
  open(file: string, key: Uint8Array): Promise<OpenCore>;
  exists(file: string): Promise<boolean>;
  erase(file: string): Promise<void>;
  /** argon2id, 32 bytes. */
  stretch(pin: string, salt: Uint8Array): Uint8Array;
}
