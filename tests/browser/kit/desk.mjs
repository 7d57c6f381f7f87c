// A desk of the authority: supervisor, committee or administrator, over HTTP as any program would be.
import { PASSWORD } from './server.mjs';

/** Someone who is signed in at a desk. */
export class Desk {
  #url;
  #token;

  constructor(url, token) {
    this.#url = url;
    this.#token = token;
  }

  /** Asks the API; a refusal is an error that carries the problem. */
  async call(method, path, body) {
    const headers = { accept: 'application/json', authorization: `Bearer ${this.#token}` };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const answer = await fetch(this.#url + path, { method, headers, body: body && JSON.stringify(body) });
    return heard(answer, `${method} ${path}`);
  }

  get(path) {
    return this.call('GET', path);
  }

  /** Who is signed in, and for what. */
  me() {
    return this.get('/v1/me');
  }

  /** The follow-ups of an owner, as in `village:533325104203`. */
  queue(owner) {
    return this.get(`/v1/queue?owner=${encodeURIComponent(owner)}`);
  }

  /** The follow-ups that are to be done where someone works, as in `{ state: 'open' }`. */
  async followUps(asked = {}) {
    const { rows } = await this.get(`/v1/follow-ups?${new URLSearchParams({ limit: 200, ...asked })}`);
    return rows;
  }

  /** Records an act about a student, as a desk does; returns the fact. */
  async record(student, kind, payload) {
    const { id } = await this.call('POST', `/v1/students/${student}/facts`, { kind, payload });
    return id;
  }

  /** The board of a region. */
  board(region, by = 'village') {
    return this.get(`/v1/board?region=${region}&by=${by}`);
  }

  /** Everything that is known of a student. */
  student(id) {
    return this.get(`/v1/students/${id}`);
  }

  /** A page of students, as in `{ name: '和' }`. */
  students(asked = {}) {
    return this.get(`/v1/students?${new URLSearchParams(asked)}`);
  }

  /** Evidence photos, as in `{ doubtful: true }`. */
  evidence(asked = {}) {
    return this.get(`/v1/evidence?${new URLSearchParams(asked)}`);
  }

  /** All devices of a worker, the newest last. */
  async devicesOf(username) {
    const all = await this.#pages('devices', '');
    return all.filter((device) => device.username === username);
  }

  /** Cuts a device off. */
  revoke(device) {
    return this.call('POST', `/v1/devices/${device}/revoke`);
  }

  /** The account of a sign-in name. */
  async worker(username) {
    const all = await this.#pages('workers', '');
    const found = all.find((worker) => worker.username === username);
    if (!found) throw new Error(`there is no account ${username}`);
    return found;
  }

  /** Takes every scope from a worker and gives others, as in `class:S1/2026/7/1`. */
  async reassign(username, scopes) {
    const { id, scope } = await this.worker(username);
    for (const held of scope) await this.call('DELETE', `/v1/workers/${id}/assignments/${held.id}`);
    for (const text of scopes) await this.call('POST', `/v1/workers/${id}/assignments`, { scope: text });
  }

  /** Works a follow-up: `accept`, `done`, `send-back` or `reassign`. */
  work(followUp, act, body) {
    return this.call('POST', `/v1/follow-ups/${followUp}/${act}`, body);
  }

  async #pages(kind, after) {
    const page = await this.get(`/v1/${kind}?limit=500${after && `&after=${encodeURIComponent(after)}`}`);
    return page.after ? [...page[kind], ...(await this.#pages(kind, page.after))] : page[kind];
  }
}

/** Signs in at a desk. */
export async function signIn(server, username, password = PASSWORD) {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  const body = JSON.stringify({ username, password });
  const answer = await fetch(`${server.url}/v1/sign-in`, { method: 'POST', headers, body });
  const session = await heard(answer, `signing in as ${username}`);
  return new Desk(server.url, session.access_token);
}

/** The students of a worker's scope as a desk lists them, as `{ id, name }`. */
export async function studentsOf(server, username) {
  const desk = await signIn(server, username);
  const all = [];
  for (let page = await desk.students({ limit: 200 }); ; page = await desk.students({ limit: 200, after: page.next })) {
    all.push(...page.items);
    if (!page.next) return all;
  }
}

async function heard(answer, what) {
  const text = await answer.text();
  if (answer.ok) return text ? JSON.parse(text) : null;
  throw Object.assign(new Error(`${what}: ${answer.status} ${text}`), { status: answer.status, text });
}
