// How the phone stands with the server, put in words: what waits, why something waits, what the clock does.
import type { SyncStatus, Why } from '@doorstep/shared/face';
import { sayBytes, sayLong, sayProblemKey, t, word } from '$i18n';

/** Clocks that differ by less are as good as right. */
const CLOCK_MS = 120_000;

/** Counts what waits. */
export const waiting = (status: SyncStatus): { records: number; photos: number; bytes: number } => ({
  records: status.waiting + status.sent,
  photos: status.photos.photos_waiting,
  bytes: status.bytes + status.photos.bytes_left,
});

/** Tells whether anything waits. */
export const waits = (status: SyncStatus): boolean => {
  const { records, photos } = waiting(status);
  return records > 0 || photos > 0 || status.photos.thumbs_waiting > 0;
};

/** Says what waits: 2 条记录、5 张照片（3.1 MB）. */
export const sayWaiting = (status: SyncStatus): string => {
  const { records, photos, bytes } = waiting(status);
  if (records === 0 && photos === 0) return t('sync.thumbs', { n: status.photos.thumbs_waiting });
  const said = { records: t('sync.records', { n: records }), photos: t('sync.photos', { n: photos }) };
  const what = records > 0 && photos > 0 ? t('sync.both', said) : records > 0 ? said.records : said.photos;
  return t('sync.with_bytes', { what, bytes: sayBytes(bytes) });
};

/** Says why something waits. */
export const sayWhy = (why: Why): string => {
  if (why.is !== 'problem') return t(`sync.why_${why.is}`);
  return sayProblemKey(why.code);
};

/** Says that the clock is wrong, when it is: the server's minus the phone's. */
export const sayClock = (offset: number | null): string | null => {
  if (offset === null || Math.abs(offset) < CLOCK_MS) return null;
  return t(offset > 0 ? 'sync.clock_slow' : 'sync.clock_fast', { span: sayLong(Math.abs(offset)) });
};

/** Says a kind of record. */
export const sayKind = (kind: string): string => word('kind', kind);
