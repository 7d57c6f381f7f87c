// Local notifications of the reminder plan, shown while the app is open; one page of the browser shows them.
import type { Face } from '@doorstep/shared/face';

type Notice = Face['reminder_plan']['answer'][number];

/** The words of a notification, which the screens choose: on a locked screen others read them too. */
export interface NoticeWords {
  title: string;
  body: string;
}

/** Whether notifications may be shown; `native` where the phone's own app shows them, and this page does not. */
export type Permission = 'granted' | 'denied' | 'ask' | 'missing' | 'native';

/** What the notices need. */
export interface NoticePorts {
  plan(): Promise<Notice[]>;
  words(notice: Notice): NoticeWords;
  show(words: NoticeWords, options: { tag: string; data: { path: string } }): Promise<void>;
  now(): number;
  later(ms: number, then: () => void): () => void;
}

/** The longest that a timer of a browser can wait, less than 2^31 ms. */
const LONGEST_TIMER_MS = 86_400_000;

/** Returns the permission as it stands; asking is for a tap. */
export const permission = (): Permission => {
  if (!('Notification' in globalThis)) return 'missing';
  return Notification.permission === 'default' ? 'ask' : Notification.permission;
};

/** Asks for the permission; browsers allow that on a person's tap only. */
export const askPermission = async (): Promise<Permission> => {
  if (permission() === 'ask') await Notification.requestPermission();
  return permission();
};

/** Shows through the service worker, as phones demand. */
export const showByWorker: NoticePorts['show'] = async (words, options) => {
  if (permission() !== 'granted') return;
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.showNotification(words.title, { body: words.body, ...options });
};

/** The notices of this page. */
export class Notices {
  #timers: (() => void)[] = [];
  #turn = 0;

  constructor(private readonly ports: NoticePorts) {}

  /** Replaces what was planned by the present plan. */
  async plan(): Promise<void> {
    const turn = ++this.#turn;
    const plan = await this.ports.plan();
    if (turn !== this.#turn) return;
    this.#clear();
    for (const notice of plan) {
      const wait = Date.parse(notice.at) - this.ports.now();
      if (wait >= 0 && wait <= LONGEST_TIMER_MS) this.#timers.push(this.ports.later(wait, () => this.#show(notice)));
    }
  }

  /** Forgets the plan, as when the app locks. */
  stop(): void {
    this.#turn += 1;
    this.#clear();
  }

  #clear(): void {
    for (const off of this.#timers) off();
    this.#timers = [];
  }

  #show(notice: Notice): void {
    // The same notice of two pages, or of two plans, is one.
    const tag = `${notice.title_key}:${notice.student}:${notice.at}`;
    void this.ports.show(this.ports.words(notice), { tag, data: { path: `/student/${notice.student}` } });
  }
}
