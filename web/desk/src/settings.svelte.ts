// What a person set for this browser's desk: language and theme; kept where it can be read before anyone signs in.
import { LANGUAGES, type Language, pickLanguage, speak } from '$i18n';

/** The themes there are; `auto` follows the device. */
export const THEMES = ['auto', 'light', 'dark'] as const;
/** A theme. */
export type Theme = (typeof THEMES)[number];

interface Kept {
  readonly language: Language | null;
  readonly theme: Theme;
}

const KEY = 'doorstep-desk-settings';

/** Reads what was kept; anything that is not known is passed over. */
export function read(text: string | null): Kept {
  let given: unknown = null;
  try {
    given = JSON.parse(text ?? 'null');
  } catch {
    // Not ours, or cut: the settings begin anew.
  }
  const field = (name: string): unknown => (typeof given === 'object' && given !== null ? Reflect.get(given, name) : null);
  const language = field('language');
  return {
    language: language === 'zh-Hans' || language === 'en' ? language : null,
    theme: THEMES.find((theme) => theme === field('theme')) ?? 'auto',
  };
}

class Settings {
  #kept = $state.raw<Kept>(read(null));

  /** The languages, each with its own name. */
  readonly languages = Object.entries(LANGUAGES).flatMap(([value, label]) =>
    value === 'zh-Hans' || value === 'en' ? [{ value, label } satisfies { value: Language; label: string }] : [],
  );

  /** The light that is shown now. */
  shown = $state<'light' | 'dark'>('light');

  get theme(): Theme {
    return this.#kept.theme;
  }

  /** Reads the settings, shows them, and comes back when the words are there. */
  async start(): Promise<void> {
    try {
      this.#kept = read(localStorage.getItem(KEY));
    } catch {
      // Without storage the settings hold until the page is closed.
    }
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#show());
    this.#show();
    await this.#speak();
  }

  /** Sets something, shows it and keeps it. */
  async set(change: Partial<Kept>): Promise<void> {
    this.#kept = { ...this.#kept, ...change };
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#kept));
    } catch {
      // As above.
    }
    this.#show();
    if ('language' in change) await this.#speak();
  }

  #speak(): Promise<void> {
    return speak(pickLanguage(this.#kept.language, navigator.languages));
  }

  #show(): void {
    const dark = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    const theme = this.theme === 'auto' ? dark : this.theme;
    this.shown = theme;
    document.documentElement.dataset['theme'] = theme;
    document.querySelector('meta[name=theme-color]')?.setAttribute('content', theme === 'dark' ? '#121614' : '#fbfaf6');
  }
}

/** The settings. */
export const settings = new Settings();
