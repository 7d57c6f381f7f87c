// What the app is made of: the open source software that reaches the phone, with its licences.

/** The app's version. */
export const VERSION = '0.1.0';

/** Name and licence of each part. */
export const PARTS: readonly (readonly [name: string, licence: string])[] = [
  ['Svelte', 'MIT'],
  ['SQLite', 'public domain'],
  ['SQLite3 Multiple Ciphers', 'MIT'],
  ['rusqlite, hashlink, sqlite-wasm-rs, sqlite-wasm-vfs', 'MIT'],
  ['serde, serde_json, ciborium, itoa', 'MIT / Apache-2.0'],
  ['zmij, simd-adler32, pinyin', 'MIT'],
  ['jiff, memchr, byteorder-lite', 'MIT / Unlicense'],
  ['ed25519-dalek, curve25519-dalek, subtle, sha1_smol', 'BSD-3-Clause'],
  ['argon2, blake2, sha2, md-5, digest, zeroize', 'MIT / Apache-2.0'],
  ['zstd', 'BSD-3-Clause'],
  ['flate2, miniz_oxide, fdeflate, crc32fast', 'MIT / Apache-2.0'],
  ['png, image-webp, fast_image_resize', 'MIT / Apache-2.0'],
  ['jpeg-encoder', 'MIT / Apache-2.0, IJG'],
  ['kamadak-exif, mutate_once', 'BSD-2-Clause'],
  ['regex, uuid, base64, smallvec, thiserror', 'MIT / Apache-2.0'],
  ['wasm-bindgen, js-sys, web-sys, futures-util', 'MIT / Apache-2.0'],
  ['foldhash', 'Zlib'],
];
