/* What was written and is not yet with the server. Nothing typed is ever lost: a message is kept until it is
   acknowledged, sent in order, tried again with back-off, and taken up again after a reload.
   The server knows a message by its id, so sending one twice is harmless. */

const FIRST_PAUSE = 1000; // ms
const LONGEST_PAUSE = 30_000;

/* A message's way: waiting → sending → stored, or refused (it stays until its writer decides). */
export class Outbox {
  messages = [];
  #running = false;
  #wake = () => {};

  /* shelf      keeps messages through a reload
     send       (message, progress) → {ok} | {refused} | {later}
     prepare    photo → photo, as small as it may travel
     changed    called with the message whenever its state or progress moves
     stored     called once with a message that the server has taken
     refused    called once with a message that the server will not take */
  constructor({ shelf, send, prepare, changed, stored, refused }) {
    Object.assign(this, { shelf, send, prepare, changed, stored, refused });
  }

  /* Messages left from before the reload. */
  async load() {
    const kept = await this.shelf.messages().catch(() => []);
    for (const message of kept) this.messages.push(fresh(message));
    return this.messages;
  }

  /* Queues a message. It is on the list when this returns and on disk when the promise resolves. */
  add({ text = "", action = "", label = "", line = null, photos = [], quiet = false }) {
    const order = 1 + Math.max(0, ...this.messages.map((message) => message.order));
    const message = fresh({ id: newId(), order, text, action, label, line, photos, quiet, small: false, error: null });
    this.messages.push(message);
    this.changed(message);
    const kept = this.#keep(message).then(() => this.run());
    return { message, kept };
  }

  /* The server's own copy of the message has arrived. */
  acknowledged(id) {
    const message = this.messages.find((one) => one.id === id);
    if (!message) return null;
    this.#forget(message);
    this.messages = this.messages.filter((one) => one !== message);
    return message;
  }

  /* By the user's wish. A new id: the server may have remembered its no under the old one. */
  async again(message) {
    this.#forget(message);
    Object.assign(message, { id: newId(), error: null, state: "waiting" });
    this.changed(message);
    await this.#keep(message);
    this.run();
  }

  drop(message) {
    this.#forget(message);
    this.messages = this.messages.filter((one) => one !== message);
  }

  /* Something is still on its way: the page should not be closed if the shelf is only memory. */
  get unsent() {
    return this.messages.some((message) => message.state === "waiting" || message.state === "sending");
  }

  /* The network may be back: do not sit out the pause. */
  nudge() {
    this.#wake();
  }

  async clear() {
    this.messages = [];
    await this.shelf.clear().catch(() => {});
  }

  /* Sends what waits, one after another, until nothing does. */
  async run() {
    if (this.#running) return;
    this.#running = true;
    let tries = 0;
    try {
      for (let message; (message = this.messages.find((one) => one.state === "waiting")); ) {
        const { later } = await this.#trySending(message);
        tries = later === undefined ? 0 : tries + 1;
        if (tries) await this.#pause(Math.max(later, backOff(tries)));
      }
    } finally {
      this.#running = false;
    }
  }

  async #trySending(message) {
    this.#move(message, { state: "sending", progress: 0 });
    await this.#shrink(message);
    const outcome = await this.send(message, (progress) => this.#move(message, { progress }));
    if (outcome.ok) {
      await this.#forget(message); // before anybody is told: a page that reloads now must not say it again
      this.#move(message, { state: "stored" });
      this.stored(message);
      return {};
    }
    if (!this.messages.includes(message)) return {}; // the answer was lost, but the stored line came
    if (outcome.later !== undefined) {
      this.#move(message, { state: "waiting", tried: message.tried + 1 });
      return outcome;
    }
    this.#move(message, { state: "refused", error: { text: outcome.refused, status: outcome.status } });
    await this.#keep(message);
    this.refused(message);
    return {};
  }

  /* Only now, after the original is safe on the shelf: decoding a big picture is where a small phone gives up. */
  async #shrink(message) {
    if (message.small) return;
    message.photos = await Promise.all(message.photos.map(this.prepare));
    message.small = true;
    if (message.photos.length) await this.#keep(message);
  }

  /* What the server's own line has replaced moves no more. */
  #move(message, change) {
    Object.assign(message, change);
    if (this.messages.includes(message)) this.changed(message);
  }

  #keep(message) {
    const { id, order, text, action, label, line, photos, quiet, small, error } = message;
    return this.shelf.put({ id, order, text, action, label, line, photos, quiet, small, error }).catch(() => {});
  }

  #forget(message) {
    return this.shelf.remove(message.id).catch(() => {});
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

function fresh(message) {
  return { ...message, state: message.error ? "refused" : "waiting", progress: 0, tried: 0 };
}

function backOff(tries) {
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tries - 1));
  return pause * (0.75 + Math.random() / 2); // spread, so that a whole staff does not come back in one second
}

/* randomUUID exists on secure pages only; a phone on the workshop's http address needs an id too. */
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
