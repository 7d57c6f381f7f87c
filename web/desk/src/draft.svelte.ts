// What is being typed, kept while the desk is open: a sheet that was closed, or a screen that was left, has it again.

const kept = new Map<string, object>();

/** Returns what is being filled in under a name, as it was left; begun with `initial`. */
export function draft<T extends object>(name: string, initial: T): T {
  const found = kept.get(name);
  if (found) return found as T;
  const made = $state(initial);
  kept.set(name, made);
  return made;
}

/** Forgets what was filled in: it was recorded. */
export function forget(name: string): void {
  kept.delete(name);
}

/** Forgets everything: it is nobody else's to read. */
export function forgetAll(): void {
  kept.clear();
}
