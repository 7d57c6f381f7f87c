// Where the repository, its builds and its npm packages are.
import { accessSync, constants, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/, '');
/** The folder of build results. */
export const TARGET = process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target');
/** The built field app. */
export const FIELD = process.env.DOORSTEP_TEST_FIELD ?? join(ROOT, 'web/field/dist');
/** The built desk. */
export const DESK = process.env.DOORSTEP_TEST_DESK ?? join(ROOT, 'web/desk/dist');
/** The program that serves the demonstration county. */
export const RUN = process.env.DOORSTEP_TEST_RUN ?? join(TARGET, 'debug/doorstep-run');
/** Where screenshots are left to be looked at. */
export const SCREENS = join(TARGET, 'screens');

/** Loads an npm package of the web workspace. */
export const npm = createRequire(join(ROOT, 'web/package.json'));

/** Returns a folder below the build results that is there. */
export function below(...parts) {
  const folder = join(TARGET, ...parts);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Finds Chromium, or says how to get it. */
export function chromium() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const named = process.env.DOORSTEP_TEST_CHROMIUM;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const places = named ? [named] : names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = places.find(runs);
  if (!found) throw new Error('Chromium is missing; `cargo xtask setup` gets it (apt-get install chromium)');
  return found;
}

function runs(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
