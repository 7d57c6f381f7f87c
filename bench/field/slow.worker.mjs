// Stops processes and lets them go on, in turn, until it is told to end; what is left runs.
import { workerData } from 'node:worker_threads';

const { pids, slice, flag } = workerData;
const rest = new Int32Array(new SharedArrayBuffer(4));

const send = (signal) => {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It is gone.
    }
  }
};

while (Atomics.load(flag, 0) === 1) {
  send('SIGSTOP');
  Atomics.wait(rest, 0, 0, Atomics.load(flag, 1) / 1000);
  send('SIGCONT');
  Atomics.wait(rest, 0, 0, slice);
}
send('SIGCONT');
