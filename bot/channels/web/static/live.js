/* The line from the server: catch up by a plain request, then listen. Whenever listening breaks, the same again.
   One way back for every trouble is easier to trust than the browser's own reconnecting, which gives up on a 502. */

const FIRST_PAUSE = 1000; // ms
const LONGEST_PAUSE = 20_000;
const PATIENCE = 15_000; // for one plain request
const CHECK = 30_000; // a dead connection looks like a silent one, so now and then we ask

export class Live {
  #last = 0; // newest line id seen
  #wanted = false;
  #running = false;
  #heard = false; // the open connection told a line since we last asked
  #source = null;
  #stop = () => {}; // ends listening
  #wake = () => {}; // ends a pause

  /* base     "/chat/seat/"
     lines    called with (lines, now): lines oldest first, some perhaps known; now is null for one that came live
     closed   called with (line id, label or null, what the line says now or null)
     state    called with "connected" | "reconnecting" | "gone"
     oldest   → id of the oldest line whose buttons are still open, or null */
  constructor(base, { lines, closed, state, oldest }) {
    Object.assign(this, { base, lines, closed, state, oldest });
    setInterval(() => this.#source && this.check(), CHECK);
  }

  start() {
    this.#wanted = true;
    if (!this.#running) this.#run();
    else if (this.#source) this.check();
    else this.#wake();
  }

  /* A hidden page lets go of its connection: a browser has only six for all its tabs. */
  pause() {
    this.#wanted = false;
    this.#stop();
  }

  /* Ask once, without waiting for the connection to be missed. */
  async check(buttonsToo = false) {
    try {
      const before = this.#last;
      await this.#catchUp(buttonsToo);
      // Something was there that the open connection had not told: it is dead.
      if (this.#source && this.#last > before && !this.#heard) this.#stop();
      else if (this.#source?.readyState === EventSource.OPEN) this.state("connected");
    } catch {
      this.#stop();
    }
    this.#wake();
  }

  /* New lines; with buttonsToo also the older ones whose buttons may have been used meanwhile. */
  async #catchUp(buttonsToo) {
    const open = buttonsToo ? this.oldest() : null;
    const after = open === null ? this.#last : Math.min(open - 1, this.#last);
    this.#heard = false;
    const answer = await fetch(`${this.base}lines?after=${after}`, {
      headers: { Accept: "application/json" },
      cache: "no-store",
      signal: expiry(PATIENCE),
    });
    if ([401, 403, 404, 410].includes(answer.status)) return this.#giveUp();
    if (!answer.ok) throw new Error(`lines answered ${answer.status}`);
    const { lines, now } = await answer.json();
    this.#take(lines, now);
  }

  async #run() {
    this.#running = true;
    let tries = 0;
    while (this.#wanted) {
      try {
        await this.#catchUp(true);
        if (this.#wanted) await this.#listen(() => (tries = 0));
      } catch {
        /* the next round tries again */
      }
      if (!this.#wanted) break;
      this.state("reconnecting");
      tries += 1;
      await this.#pause(Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tries - 1)) * (0.75 + Math.random() / 2));
    }
    this.#running = false;
  }

  /* Resolves when the connection is over, whoever ended it. */
  #listen(opened) {
    return new Promise((over) => {
      const source = new EventSource(`${this.base}live?after=${this.#last}`);
      this.#source = source;
      this.#stop = () => {
        source.close();
        this.#source = null;
        this.#stop = () => {};
        over();
      };
      source.onopen = () => {
        opened();
        this.state("connected");
      };
      source.onerror = () => this.#stop();
      source.addEventListener("line", (event) => {
        this.#heard = true;
        this.#take([JSON.parse(event.data)], null);
      });
      source.addEventListener("close", (event) => {
        const { id, label, text } = JSON.parse(event.data);
        this.closed(id, label, text);
      });
    });
  }

  #take(lines, now) {
    for (const line of lines) this.#last = Math.max(this.#last, line.id);
    this.lines(lines, now);
  }

  #giveUp() {
    this.#wanted = false;
    this.#stop();
    this.state("gone");
  }

  #pause(ms) {
    return new Promise((done) => {
      const timer = setTimeout(done, ms);
      this.#wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}

/* AbortSignal.timeout, which older phones lack. */
function expiry(ms) {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ms);
  return controller.signal;
}
