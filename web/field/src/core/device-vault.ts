// The vault of a phone's app: the key is in the phone's own store, and the phone itself knows its owner.
import type { Kept } from './kept';
import type { VaultPort, VaultState } from './vault-rules';

const VAULT = 'device_vault';

/** What it needs of the native side. */
export interface Device {
  /** Asks the owner to prove themself; refuses when they did not. */
  pass(): Promise<void>;
  /** Whether there is a database. */
  exists(): Promise<boolean>;
}

/** The vault; the key that it gives has no bytes, as pages never see the real one. */
export class DeviceVault implements VaultPort {
  readonly by = 'device';

  constructor(
    private readonly kept: Kept,
    private readonly device: Device,
  ) {}

  /** Data that nothing is known of belongs to somebody: its key is in the phone's store, whatever the page forgot. */
  async state(): Promise<VaultState> {
    const state = await this.kept.get<VaultState>(VAULT);
    return state ?? ((await this.device.exists()) ? 'enrolled' : 'none');
  }

  /** Asks for the owner, unless the vault is only made anew in a sign-in that goes on. */
  async make(_pin: string, dataKey?: Uint8Array): Promise<Uint8Array> {
    if (!dataKey) await this.device.pass();
    await this.kept.put(VAULT, 'fresh' satisfies VaultState);
    return dataKey ?? new Uint8Array();
  }

  async enrol(enrolled: boolean): Promise<void> {
    const state: VaultState = enrolled ? 'enrolled' : 'fresh';
    if ((await this.state()) !== 'none') await this.kept.put(VAULT, state);
  }

  async open(): Promise<Uint8Array> {
    await this.device.pass();
    return new Uint8Array();
  }

  erase(): Promise<void> {
    return this.kept.remove(VAULT);
  }
}
