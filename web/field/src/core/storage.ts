// How much room the app's records take on this device, and whether the browser promised to keep them.

/** The room. */
export interface Room {
  /** Bytes used. */
  used: number;
  /** Bytes that the browser allows. */
  allowed: number;
  /** Whether the browser promised not to clear them by itself. */
  promised: boolean;
}

/** Returns the room; null where browsers do not tell. */
export const room = async (): Promise<Room | null> => {
  try {
    const [{ usage = 0, quota = 0 }, promised] = await Promise.all([
      navigator.storage.estimate(),
      navigator.storage.persisted(),
    ]);
    return { used: usage, allowed: quota, promised };
  } catch {
    return null;
  }
};

/** Asks the browser to keep the records for good; browsers decide by how the app is used. */
export const askToKeep = async (): Promise<boolean> => {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
};
