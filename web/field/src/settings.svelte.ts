// What a person set for this browser: language, theme, text size; kept where it can be read before anything is unlocked.
import { LANGUAGES, type Language, pickLanguage, speak } from '$i18n';

/** The themes there are; `auto` follows the device. */
export const THEMES = ['auto', 'light', 'dark', 'sun'] as const;
/** How big text is, beside the size that the device asks for. */
export const SIZES = { normal: 1, large: 1.15, larger: 1.3, largest: 1.5 } as const;

/** A theme. */
export type Theme = (typeof THEMES)[number];
/** A text size. */
export type Size = keyof typeof SIZES;

interface Kept {
  language: Language | null;
  theme: Theme;
  size: Size;
}

const KEY = 'doorstep-settings';
const COLOURS = { light: '#fbfaf6', dark: '#121614', sun: '#ffffff' };

const isOne = <T extends string>(value: unknown, all: readonly T[]): value is T => all.some((one) => one === value);
const keysOf = <T extends object>(of: T): (keyof T)[] => Object.keys(of).filter((key): key is keyof T & string => key in of);

/** Reads what was kept; anything that is not known is passed over. */
export function read(text: string | null): Kept {
  let given: unknown = null;
  try {
    given = JSON.parse(text ?? 'null');
  } catch {
    // Not ours, or cut: the settings begin anew.
  }
  const field = (name: string): unknown => (typeof given === 'object' && given !== null ? Reflect.get(given, name) : null);
  const [language, theme, size] = ['language', 'theme', 'size'].map(field);
  return {
    language: isOne(language, keysOf(LANGUAGES)) ? language : null,
    theme: isOne(theme, THEMES) ? theme : 'auto',
    size: isOne(size, keysOf(SIZES)) ? size : 'normal',
  };
}

class Settings {
  #kept = $state.raw<Kept>(read(null));

  get language(): Language | null {
    return this.#kept.language;
  }
  get theme(): Theme {
    return this.#kept.theme;
  }
  get size(): Size {
    return this.#kept.size;
  }

  /** Reads the settings, shows them, and comes back when the words are there. */
  async start(): Promise<void> {
    try {
      this.#kept = read(localStorage.getItem(KEY));
    } catch {
      // Without storage the settings hold until the app is closed.
    }
    for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)']) {
      matchMedia(query).addEventListener('change', () => this.#show());
    }
    addEventListener('storage', (event) => {
      if (event.key !== KEY) return;
      this.#kept = read(event.newValue);
      this.#show();
      void this.#speak();
    });
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
    return speak(pickLanguage(this.language, navigator.languages));
  }

  #show(): void {
    const is = (query: string): boolean => matchMedia(query).matches;
    const dark = is('(prefers-color-scheme: dark)');
    const auto = dark ? 'dark' : is('(prefers-contrast: more)') ? 'sun' : 'light';
    const theme = this.theme === 'auto' ? auto : this.theme;
    const { documentElement: root } = document;
    root.dataset['theme'] = theme;
    root.style.setProperty('--text-size', String(SIZES[this.size]));
    document.querySelector('meta[name=theme-color]')?.setAttribute('content', COLOURS[theme]);
  }
}

/** The settings. */
export const settings = new Settings();
