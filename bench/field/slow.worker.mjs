// Stops processes and lets them go on, in turn, until it is told to end: for each moment that they ran they stand still for
// as many as the rate wants. What is left runs.
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

const { pids, slice, flag } = workerData;
const never = new Int32Array(new SharedArrayBuffer(4));
const rest = (ms) => Atomics.wait(never, 0, 0, ms);

const send = (signal) => {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It is gone.
    }
  }
};

/** Tells whether a process stands still: on a busy machine that comes a while after the signal. */
const stands = (pid) => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat[stat.lastIndexOf(')') + 2] === 'T';
  } catch {
    return true;
  }
};

parentPort.postMessage('begins');
let since = performance.now();
while (Atomics.load(flag, 0) === 1) {
  send('SIGSTOP');
  while (!pids.every(stands)) rest(0.1);
  const stopped = performance.now();
  rest((stopped - since) * (Atomics.load(flag, 1) / 1000));
  since = performance.now();
  send('SIGCONT');
  rest(slice);
}
send('SIGCONT');
