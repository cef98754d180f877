/* How one line of the conversation looks. Everything said by people or the bot enters as text, never as markup. */

const SHORT = 12; // label width, in half-width characters, of which two buttons fit side by side

/* Words and times of this page, and what happens on a tap. */
export class Bubbles {
  /* tapped(line, button), shown(url, alt), again(message), removed(message) */
  constructor({ words, times, tapped, shown, again, removed }) {
    Object.assign(this, { words, times, tapped, shown, again, removed });
  }

  /* A line the server has stored. photos: own copies to show instead of loading them again, or nothing. */
  line(line, photos = line.photos ?? []) {
    const article = make("article", `line ${line.who}`);
    article.dataset.id = line.id;
    article.dataset.minute = Math.floor(line.at / 60_000);
    article.dataset.day = this.times.day(line.at);
    if (line.open && line.buttons?.length) article.classList.add("asks");
    const bubble = make("div", line.text || !photos.length ? "bubble" : "bubble bare");
    bubble.append(this.#speaker(line.who));
    if (line.text) bubble.append(words(line.text, line.who === "bot"));
    if (photos.length) bubble.append(this.#photos(photos));
    for (const sheet of line.sheets ?? []) bubble.append(this.#sheet(sheet));
    if (line.voice) bubble.append(this.#voice(line.voice));
    if (line.open && line.buttons?.length) bubble.append(this.#buttons(line));
    else if (line.buttons?.length) bubble.append(this.closed(line.chosen));
    const under = make("p", "under");
    const time = make("time", "", this.times.clock(line.at));
    time.dateTime = new Date(line.at).toISOString();
    under.append(time);
    if (line.who === "me") under.append(icon("check", this.words["page-stored"]));
    article.append(bubble, under);
    return article;
  }

  /* One's own message on its way. photos: [{url}] of its pictures. */
  message(message, photos) {
    const article = make("article", "line me");
    const said = message.text || (photos.length ? "" : message.label);
    const bubble = make("div", said ? "bubble" : "bubble bare");
    bubble.append(this.#speaker("me"));
    if (said) bubble.append(words(said, false));
    if (photos.length) bubble.append(this.#photos(photos));
    article.append(bubble, make("p", "under"));
    this.messageState(article, message);
    return article;
  }

  /* Clock, bar, tick or refusal under a message on its way. */
  messageState(article, message) {
    const under = article.querySelector(".under");
    article.dataset.state = message.state;
    if (message.state === "refused") {
      under.replaceChildren(...this.#refusal(message));
      return;
    }
    if (message.state === "sending" && message.photos.length) {
      const bar = under.querySelector("progress") ?? make("progress");
      bar.max = 1;
      bar.value = message.progress;
      bar.setAttribute("aria-label", this.words["page-sending"]);
      under.replaceChildren(bar, icon("clock"));
      return;
    }
    if (message.state === "stored") {
      under.replaceChildren(icon("check", this.words["page-stored"]));
      return;
    }
    const patient = message.tried > 1; // one hiccup is not worth a sentence
    under.replaceChildren(
      ...(patient ? [make("span", "", this.words["page-waiting-network"])] : []),
      icon("clock", patient ? "" : this.words["page-waiting"]),
    );
  }

  /* What stays where buttons were: the one that was chosen, or that there is nothing to tap any more. */
  closed(label) {
    if (!label) return make("p", "chosen none", this.words["page-closed"]);
    const tick = make("p", "chosen");
    tick.append(icon("check", this.words["page-chosen"]), document.createTextNode(label));
    return tick;
  }

  #speaker(who) {
    return make("span", "aside", `${this.words[who === "me" ? "page-from-me" : "page-from-bot"]}: `);
  }

  #photos(photos) {
    const box = make("div", photos.length === 1 ? "photos one" : "photos");
    for (const { url, small } of photos) {
      const open = make("button", "photo");
      open.type = "button";
      open.setAttribute("aria-label", this.words["page-photo-open"]);
      const image = make("img");
      image.alt = "";
      image.loading = "lazy";
      image.decoding = "async";
      image.src = small ?? url; // large only when it is opened
      open.append(image);
      open.onclick = () => this.shown(url);
      box.append(open);
    }
    return box;
  }

  #sheet({ url, number }) {
    const link = make("a", "file", `${this.words["page-sheet"]} ${number}`);
    link.href = url;
    link.target = "_blank";
    link.prepend(icon("file"));
    return link;
  }

  #voice({ url }) {
    const player = make("audio", "voice");
    player.controls = true;
    player.preload = "none";
    player.src = url;
    return player;
  }

  #buttons(line) {
    const box = make("div", "buttons");
    const wide = widths(line.buttons);
    const several = line.buttons.filter(({ tone }) => tone === "primary").length > 1;
    line.buttons.forEach((button, n) => {
      const tone = several && button.tone === "primary" ? "equal" : (button.tone ?? "plain");
      const tap = make("button", `choice ${tone}${wide[n] ? " wide" : ""}`);
      tap.type = "button";
      if (button.kind === "photo") tap.append(icon("camera"));
      tap.append(make("span", "", button.label));
      tap.onclick = () => this.tapped(line, button);
      box.append(tap);
    });
    return box;
  }

  #refusal(message) {
    const { text, status } = message.error;
    const fallback = this.words[status === 413 ? "page-too-big" : "page-refused"];
    const reason = make("span", "reason", text || fallback);
    reason.prepend(icon("alert"));
    const again = make("button", "small", this.words["page-retry"]);
    again.type = "button";
    again.onclick = () => this.again(message);
    const remove = make("button", "small", this.words["page-remove"]);
    remove.type = "button";
    remove.onclick = () => this.removed(message);
    return [reason, again, remove];
  }
}

export function make(tag, className = "", text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

/* A symbol from the page's sprite; with a label it is read out. */
export function icon(name, label = "") {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  if (label) {
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", label);
  } else {
    svg.setAttribute("aria-hidden", "true");
  }
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

function words(text, callable) {
  const paragraph = make("p", "words");
  paragraph.dir = "auto";
  paragraph.append(...(callable ? withPhones(text) : [text]));
  return paragraph;
}

/* Mobile, 400/800 and landline with its dash. A number inside a longer one, or a masked one, is left alone. */
const PHONE = /(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}-\d{7,8}|[48]00-?\d{3}-?\d{4}/g;
const PART_OF_MORE = /[\d*A-Za-z]/;

function withPhones(text) {
  const parts = [];
  let from = 0;
  for (const { 0: number, index } of text.matchAll(PHONE)) {
    const before = text[index - 1] ?? "";
    const after = text[index + number.length] ?? "";
    if (PART_OF_MORE.test(before) || PART_OF_MORE.test(after)) continue;
    const link = make("a", "", number);
    link.href = `tel:${number.replace(/[ -]/g, "")}`;
    parts.push(text.slice(from, index), link);
    from = index + number.length;
  }
  return [...parts, text.slice(from)];
}

/* Which buttons take a row of their own: the long ones, and a short one without a short neighbour.
   An odd one out is the first of its run, where the main choice stands. */
function widths(buttons) {
  const short = buttons.map((button) => width(button) <= SHORT);
  const wide = short.map((fits) => !fits);
  for (let start = 0; start < buttons.length; ) {
    let end = start;
    while (end < buttons.length && short[end]) end += 1;
    if ((end - start) % 2) wide[start] = true;
    start = Math.max(end, start + 1);
  }
  return wide;
}

/* A Chinese character is as wide as two Latin ones; a camera stands before a photo's label. */
function width({ label, kind }) {
  const signs = Array.from(label).reduce((sum, sign) => sum + (sign.codePointAt(0) > 0x2e7f ? 2 : 1), 0);
  return signs + (kind === "photo" ? 3 : 0);
}
