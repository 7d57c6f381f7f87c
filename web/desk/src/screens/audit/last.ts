// The end of a log that can only be read forwards: found in a few looks, so that the newest can be shown first.

/**
 * Finds the greatest number after which `has` still finds something, plus one: the last entry's number. Nothing at all is 0.
 * `has(n)` tells whether there is an entry with a number greater than `n`.
 */
export async function lastOf(has: (after: number) => Promise<boolean>): Promise<number> {
  if (!(await has(0))) return 0;
  let low = 0;
  let high = 1024;
  while (await has(high)) {
    low = high;
    high *= 4;
  }
  // There is something after `low`, and nothing after `high`.
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (await has(middle)) low = middle;
    else high = middle;
  }
  return high;
}
