// Rules as JSON that is read and changed by paths such as `ladder[2].due`, as the server names the places of its faults.

/** Any JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json };

/** Whether something is a JSON object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parts of a path: `ladder[2].due` is ladder, 2, due. */
export function parts(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, key]) => (index === undefined ? (key ?? '') : Number(index)));
}

/** Returns what stands at a path; `undefined` when there is nothing. */
export function at(json: Json | undefined, path: string): Json | undefined {
  let here = json;
  for (const part of parts(path)) {
    if (Array.isArray(here) && typeof part === 'number') here = here[part];
    else if (isObject(here) && typeof part === 'string' && Object.hasOwn(here, part)) here = here[part];
    else return undefined;
  }
  return here;
}

/** Returns the JSON with something else at a path; `undefined` takes it away. */
export function put(json: Json, path: string, value: Json | undefined): Json {
  return putAt(json, parts(path), value) ?? null;
}

function putAt(json: Json | undefined, [part, ...rest]: (string | number)[], value: Json | undefined): Json | undefined {
  if (part === undefined) return value;
  if (typeof part === 'number') {
    const list: Json[] = Array.isArray(json) ? [...json] : [];
    const next = putAt(list[part], rest, value);
    if (next === undefined) list.splice(part, 1);
    else list[part] = next;
    return list;
  }
  const object: Record<string, Json> = isObject(json) ? { ...json } : {};
  const next = putAt(object[part], rest, value);
  if (next === undefined) delete object[part];
  else object[part] = next;
  return object;
}

/** Whether two say the same; the order of an object's keys says nothing, and a number is what it counts. */
export function same(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, i) => same(one, b[i]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}

/** Reads a text as a JSON object; else says what is wrong with it. */
export function readObject(text: string): { readonly value: JsonObject } | { readonly wrong: string } {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? { value } : { wrong: '' };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}

/** Returns the path of the innermost place that holds a byte, counted from 1, of the JSON as it is sent. */
export function pathAt(json: Json, column: number): string {
  const bytes = (text: string): number => new TextEncoder().encode(text).length;
  let offset = 0;
  let found = '';
  const walk = (value: Json, path: string): void => {
    const start = offset;
    const inner = (next: Json, to: string, key: string): void => {
      offset += bytes(key) + 1;
      walk(next, to);
    };
    const before = found;
    if (Array.isArray(value)) {
      if (value.length === 0) offset += 1;
      value.forEach((one: Json, i) => inner(one, `${path}[${i}]`, ''));
      offset += 1;
    } else if (isObject(value)) {
      const entries = Object.entries(value);
      if (entries.length === 0) offset += 1;
      for (const [key, one] of entries) inner(one, path ? `${path}.${key}` : key, `${JSON.stringify(key)}:`);
      offset += 1;
    } else offset += bytes(JSON.stringify(value));
    if (found === before && start < column && column <= offset) found = path;
  };
  walk(json, '');
  return found;
}
