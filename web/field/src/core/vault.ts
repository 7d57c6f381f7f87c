// The data key at rest: random, wrapped under the PIN and a key that this browser keeps and cannot give away.
import type { Kept } from './kept';
import { Refused, problem } from './problem';
import { FREE_TRIES, LONGEST_WAIT_MS, PIN_MIN, type VaultPort, type VaultState, waitAfter } from './vault-rules';

/** The vault as it is kept. */
interface Sealed {
  version: 1;
  salt: Uint8Array<ArrayBuffer>;
  iv: Uint8Array<ArrayBuffer>;
  wrapped: Uint8Array<ArrayBuffer>;
  /** An HMAC key that cannot be exported. */
  device: CryptoKey;
  /** Whether someone signed in with it: then its data is never erased without a word. */
  enrolled: boolean;
}

/** Wrong PINs in a row. */
interface Tries {
  failures: number;
  /** When the last one was, in ms since 1970. */
  at: number;
}

const VAULT = 'vault';
const TRIES = 'tries';
const LABEL = new TextEncoder().encode('doorstep vault 1');

const random = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length));

/** The vault. */
export class Vault implements VaultPort {
  readonly by = 'pin';

  constructor(
    private readonly kept: Kept,
    /** argon2id of a PIN and a salt: 32 bytes. */
    private readonly stretch: (pin: string, salt: Uint8Array) => Uint8Array,
    private readonly now: () => number,
  ) {}

  async state(): Promise<VaultState> {
    const sealed = await this.kept.get<Sealed>(VAULT);
    if (!sealed) return 'none';
    return sealed.enrolled ? 'enrolled' : 'fresh';
  }

  /** Makes the vault of a data key, a random one when none is given, and returns the key. */
  async make(pin: string, dataKey: Uint8Array = random(32)): Promise<Uint8Array> {
    demandLength(pin, 'pin');
    const device = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign']);
    await this.seal(pin, dataKey, device, false);
    await this.kept.remove(TRIES);
    return dataKey;
  }

  /** Notes whether somebody signed in with it. */
  async enrol(enrolled: boolean): Promise<void> {
    const sealed = await this.kept.get<Sealed>(VAULT);
    if (sealed && sealed.enrolled !== enrolled) await this.kept.put(VAULT, { ...sealed, enrolled });
  }

  /** Returns the data key; a wrong PIN counts, and too many make wait. */
  async open(pin: string): Promise<Uint8Array> {
    const sealed = await this.kept.get<Sealed>(VAULT);
    if (!sealed) throw new Refused(problem('no_vault'));
    const tries = await this.demandPatience();
    // Counted before it is tried, so that ending the app in between gains nothing.
    const failures = tries + 1;
    await this.kept.put(TRIES, { failures, at: this.now() } satisfies Tries);
    const key = await this.wrapping(pin, sealed.salt, sealed.device);
    const parameters = { name: 'AES-GCM', iv: sealed.iv, additionalData: LABEL };
    let plain: ArrayBuffer;
    try {
      plain = await crypto.subtle.decrypt(parameters, key, sealed.wrapped);
    } catch {
      const wait = waitAfter(failures);
      const until = wait > 0 ? { until: this.now() + wait } : {};
      throw new Refused(
        problem('wrong_pin', { field: 'pin', tries_left: Math.max(0, FREE_TRIES - failures), ...until }),
      );
    }
    await this.kept.remove(TRIES);
    return new Uint8Array(plain);
  }

  /** Wraps the same data key under another PIN. */
  async change(old: string, fresh: string): Promise<void> {
    demandLength(fresh, 'fresh');
    const dataKey = await this.open(old);
    const sealed = await this.kept.get<Sealed>(VAULT);
    if (!sealed) throw new Refused(problem('no_vault'));
    await this.seal(fresh, dataKey, sealed.device, sealed.enrolled);
    dataKey.fill(0);
  }

  /** Erases it; what was written under its key cannot be read any more. */
  async erase(): Promise<void> {
    await this.kept.remove(VAULT);
    await this.kept.remove(TRIES);
  }

  private async seal(pin: string, dataKey: Uint8Array, device: CryptoKey, enrolled: boolean): Promise<void> {
    const salt = random(16);
    const iv = random(12);
    const key = await this.wrapping(pin, salt, device);
    const parameters = { name: 'AES-GCM', iv, additionalData: LABEL };
    const wrapped = new Uint8Array(await crypto.subtle.encrypt(parameters, key, new Uint8Array(dataKey)));
    await this.kept.put(VAULT, { version: 1, salt, iv, wrapped, device, enrolled } satisfies Sealed);
  }

  /** The wrapping key: both what the person knows and what the browser has. */
  private async wrapping(pin: string, salt: Uint8Array<ArrayBuffer>, device: CryptoKey): Promise<CryptoKey> {
    const known = this.stretch(pin.normalize('NFKC'), salt);
    const has = new Uint8Array(await crypto.subtle.sign('HMAC', device, salt));
    const both = new Uint8Array(known.length + has.length);
    both.set(known);
    both.set(has, known.length);
    const material = await crypto.subtle.importKey('raw', both, 'HKDF', false, ['deriveKey']);
    both.fill(0);
    const derivation = { name: 'HKDF', hash: 'SHA-256', salt, info: LABEL };
    return crypto.subtle.deriveKey(derivation, material, { name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]);
  }

  /** Returns how many wrong PINs came before, unless it is too early for another. */
  private async demandPatience(): Promise<number> {
    const tries = await this.kept.get<Tries>(TRIES);
    if (!tries) return 0;
    const wait = waitAfter(tries.failures);
    // A clock that was set back makes nobody wait longer than the longest wait from now.
    const until = Math.min(tries.at + wait, this.now() + LONGEST_WAIT_MS);
    if (wait > 0 && this.now() < until) throw new Refused(problem('pin_wait', { field: 'pin', retryable: true, until }));
    return tries.failures;
  }
}

const demandLength = (pin: string, field: string): void => {
  if (pin.normalize('NFKC').length < PIN_MIN) throw new Refused(problem('pin_short', { field }));
};
