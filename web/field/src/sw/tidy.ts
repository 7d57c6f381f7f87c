// Which caches of older versions may go: those that no open page needs any more.

/** What an open page said of itself; undefined when it did not answer. */
export type Said = { entry: string } | undefined;

/** Names the caches that may go; a page that does not answer may be frozen and need any of them. */
export const spare = async (
  caches: { name: string; has(entry: string): Promise<boolean> }[],
  pages: Said[],
): Promise<string[]> => {
  if (pages.some((page) => page === undefined)) return [];
  const entries = pages.flatMap((page) => (page ? [page.entry] : []));
  const needed = await Promise.all(
    caches.map(async (cache) => (await Promise.all(entries.map((entry) => cache.has(entry)))).includes(true)),
  );
  return caches.filter((_, index) => !needed[index]).map(({ name }) => name);
};
