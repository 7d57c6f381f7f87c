// The dedicated worker of a page: with the core in it, or with a way to the tab that has it.
import { later, network, pause } from './around';
import { Keeper } from './keeper';
import { keptInBrowser } from './kept';
import { load } from './load';
import { type Answer, type Control, type News, type Request, UNKNOWN } from './message';
import { Presence } from './presence';
import { problem } from './problem';
import { lacksOfWorker } from './support';
import { type Owner, Tabs, type Word } from './tabs';
import { Vault } from './vault';
import { waited } from './waited';

const now = (): number => Date.now();
const kept = keptInBrowser();
const presence = new Presence(kept, now);

const post = (message: Answer | News | { fatal: string }, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

let keeper: Keeper | undefined;

const own = async (key: Uint8Array | null): Promise<Owner> => {
  const program = await load((done, total) => {
    post({ news: 'standing', standing: { ...UNKNOWN, progress: { step: 'program', done, total } } });
  }, waited);
  keeper = new Keeper({
    program,
    vault: new Vault(kept, program.stretch, now),
    kept,
    presence,
    fetch: (input, given) => fetch(input, given),
    coded: false,
    now,
    online: () => navigator.onLine,
    network,
    later,
    pause,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    tell: (news) => tabs.tell(news),
    share: (shared) => tabs.share(shared),
    broke: () => post({ fatal: 'the program broke' }),
  });
  await keeper.begin(key);
  return keeper;
};

const channel = new BroadcastChannel('doorstep-core');

const tabs = new Tabs({
  me: crypto.randomUUID(),
  channel: {
    post: (word) => channel.postMessage(word),
    hear: (then) => {
      channel.onmessage = ({ data }: MessageEvent<Word>) => then(data);
    },
  },
  lock: (held, taken, force) => {
    navigator.locks.request('doorstep-core', force ? { steal: true } : {}, held).catch(taken);
  },
  own,
  news: post,
  later,
});

const supported = lacksOfWorker().then((lacks) => {
  if (lacks.length > 0) post({ news: 'standing', standing: { ...UNKNOWN, phase: 'unsupported', lacks } });
  else tabs.join();
  return lacks.length === 0;
});

self.onmessage = async ({ data }: MessageEvent<Request | Control>): Promise<void> => {
  if ('control' in data) {
    if (data.control === 'rest') await tabs.rest();
    else tabs.wake();
    return;
  }
  if (!(await supported)) return post({ id: data.id, problem: problem('unsupported') });
  const answer = await tabs.send(data);
  post(answer, (answer.bytes ?? []).map((part) => part.buffer));
};

for (const event of ['online', 'offline']) self.addEventListener(event, () => keeper?.network());
