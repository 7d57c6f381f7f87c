// What the app is made of: the open source software that reaches the phone, with its licences.

/** The app's version. */
export const VERSION = '0.1.0';

/** Name and licence of each part. */
export const PARTS: readonly (readonly [name: string, licence: string])[] = [
  ['Svelte', 'MIT'],
  ['SQLite', 'public domain'],
  ['SQLite3 Multiple Ciphers', 'MIT'],
  ['rusqlite', 'MIT'],
  ['sqlite-wasm-rs', 'MIT'],
  ['serde, serde_json', 'MIT / Apache-2.0'],
  ['jiff', 'MIT / Unlicense'],
  ['ed25519-dalek', 'BSD-3-Clause'],
  ['argon2, sha2', 'MIT / Apache-2.0'],
  ['wasm-bindgen', 'MIT / Apache-2.0'],
  ['uuid', 'MIT / Apache-2.0'],
];
