// A mobile line between phone and server: so many bits a second, so much delay, cut whenever a test says so.
import { connect, createServer } from 'node:net';

/** How much waits in one direction before the sender is held up, in bytes. */
const QUEUE = 64 * 1024;
/** How much is put on the line at once, in bytes. */
const PACKET = 1400;

/** One direction of the line: all connections share it, and nothing overtakes what came before. */
class Direction {
  #queue = [];
  #timer = null;
  #free = 0;
  #waiting = 0;
  #held = new Set();
  #limit = Infinity;
  bytes = 0;

  constructor(line) {
    this.line = line;
  }

  /** Carries what one end said to the other end. */
  carry(data, from, to) {
    for (let at = 0; at < data.length; at += PACKET) {
      const packet = data.subarray(at, at + PACKET);
      const starts = Math.max(performance.now(), this.#free);
      this.#free = starts + (packet.length * 8000) / this.line.bitsPerSecond;
      this.#put(() => this.#arrived(packet, to));
    }
    this.#waiting += data.length;
    if (this.#waiting > QUEUE) {
      from.pause();
      this.#held.add(from);
    }
  }

  /** Carries that one end has said everything. */
  end(to) {
    this.#put(() => to.end());
  }

  /** Cuts the line once so many more bytes went through. */
  cutAfter(bytes) {
    this.#limit = this.bytes + bytes;
  }

  #put(arrive) {
    this.#queue.push({ at: Math.max(performance.now(), this.#free) + this.line.delay, arrive });
    this.#timer ??= setTimeout(() => this.#run(), 0);
  }

  #run() {
    while (this.#queue.length && this.#queue[0].at <= performance.now()) this.#queue.shift().arrive();
    const next = this.#queue[0];
    this.#timer = next ? setTimeout(() => this.#run(), Math.max(0, next.at - performance.now())) : null;
  }

  #arrived(packet, to) {
    this.#waiting -= packet.length;
    if (this.#waiting <= QUEUE / 2) {
      for (const from of this.#held) from.resume();
      this.#held.clear();
    }
    if (to.destroyed || this.line.isCut) return;
    const left = this.#limit - this.bytes;
    const through = left < packet.length ? packet.subarray(0, left) : packet;
    this.bytes += through.length;
    if (through.length) to.write(through);
    if (this.bytes >= this.#limit) {
      this.#limit = Infinity;
      this.line.cut();
    }
  }
}

/** A line to a server; the phone uses `url`. */
export class Line {
  #listener = null;
  #ends = new Set();
  #cut = false;

  constructor(server, { bitsPerSecond, rtt }) {
    this.server = server;
    this.shape({ bitsPerSecond, rtt });
    this.up = new Direction(this);
    this.down = new Direction(this);
  }

  /** Changes how fast the line is: bits a second and milliseconds there and back. */
  shape({ bitsPerSecond = Infinity, rtt = 0 }) {
    this.bitsPerSecond = bitsPerSecond;
    this.delay = rtt / 2;
  }

  /** Cuts the line: connections break in the middle of whatever they carry, and new ones are refused. */
  cut() {
    this.#cut = true;
    const ends = [...this.#ends];
    this.#ends.clear();
    // What was written already is let out before the connections break.
    setImmediate(() => ends.forEach((end) => end.resetAndDestroy()));
  }

  /** Whether the line is cut. */
  get isCut() {
    return this.#cut;
  }

  /** Mends the line. */
  mend() {
    this.#cut = false;
  }

  /** Opens the line at a port, or a free one. */
  async open(port = 0) {
    this.#listener = createServer({ allowHalfOpen: true }, (phone) => this.#taken(phone));
    await new Promise((go, fail) => {
      this.#listener.once('error', fail);
      this.#listener.listen(port, '127.0.0.1', go);
    });
    this.url = `http://127.0.0.1:${this.#listener.address().port}`;
    return this;
  }

  /** Closes the line for good. */
  async close() {
    this.cut();
    await new Promise((go) => this.#listener.close(go));
  }

  #taken(phone) {
    if (this.#cut) {
      phone.resetAndDestroy();
      return;
    }
    const { hostname, port } = new URL(this.server.url);
    const server = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    this.#join(phone, server, this.up);
    this.#join(server, phone, this.down);
    // The handshake that the loopback address did at once costs a round trip on a line.
    phone.pause();
    setTimeout(() => phone.resume(), 2 * this.delay);
  }

  #join(from, to, direction) {
    this.#ends.add(from);
    from.setNoDelay(true);
    from.on('data', (data) => direction.carry(data, from, to));
    from.on('end', () => direction.end(to));
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.#ends.delete(from);
      if (from.errored) to.destroy();
    });
  }
}

/** Opens a line to a server: without a shape as fast as the machine is, with `POOR` as a village has it. */
export function line(server, shape = {}) {
  return new Line(server, shape).open();
}

/** A poor mobile line: 400 kbit/s each way, 400 ms there and back. */
export const POOR = { bitsPerSecond: 400_000, rtt: 400 };
