/* The scrolling conversation: the server's lines in order of their ids, below them what is still on its way. */

const NEAR = 80; // px from the end that still count as being there

export class Conversation {
  #lines = new Map(); // id → {line, article}
  #onWay = new Map(); // message → {article, photos}
  #headings = new Map(); // "2024-05-01" → element
  #atEnd = true;
  #now = 0; // the company's clock, as far as we were told
  #loaded = false;

  /* scroll, list, empty, newer   elements of the page
     bubbles    draws lines and messages
     ownCopy    ref → the message of ours that the line is, or null
     pictures   message → [{url}] of its photos */
  constructor({ scroll, list, empty, newer, times, bubbles, ownCopy, pictures }) {
    Object.assign(this, { scroll, list, empty, newer, times, bubbles, ownCopy, pictures });
    scroll.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    newer.onclick = () => this.toEnd();
    // A keyboard that opens and a picture that loads late must not push the newest line out of sight.
    const stay = new ResizeObserver(() => this.#atEnd && this.toEnd());
    stay.observe(scroll);
    stay.observe(list);
  }

  /* Lines from the server, new or known. Returns those of the bot that are new. */
  take(lines, now) {
    const fresh = [];
    for (const line of lines) {
      this.#now = Math.max(this.#now, line.at);
      const known = this.#lines.get(line.id);
      if (!known) {
        this.#insert(line);
        if (line.who === "bot") fresh.push(line);
      } else if (known.line.text !== line.text || (known.line.open && !line.open)) {
        this.close(line.id, line.chosen ?? null, known.line.text === line.text ? null : line.text);
      }
    }
    this.#now = Math.max(this.#now, now ?? 0);
    if (!this.#loaded) this.#load();
    this.#arrange();
    if (this.#atEnd) this.toEnd();
    else if (fresh.length) this.newer.hidden = false;
    return fresh;
  }

  /* One's own message, or its new state. */
  show(message) {
    const known = this.#onWay.get(message);
    if (known) return this.bubbles.messageState(known.article, message);
    const photos = this.pictures(message);
    const article = this.bubbles.message(message, photos);
    if (this.#loaded) article.classList.add("new");
    this.#onWay.set(message, { article, photos });
    this.list.append(article);
    this.#arrange();
    this.toEnd();
  }

  /* Takes a message off the page. */
  remove(message) {
    this.#onWay.get(message)?.article.remove();
    this.#onWay.delete(message);
    this.#arrange();
  }

  /* The buttons of a line: busy after a tap … */
  busy(id, label) {
    for (const button of this.#buttons(id)) {
      button.disabled = true;
      button.classList.toggle("tapped", button.textContent === label);
    }
  }

  /* … back when the tap was refused … */
  restore(id) {
    for (const button of this.#buttons(id)) {
      button.disabled = false;
      button.classList.remove("tapped");
    }
  }

  /* … gone when used or outdated. text: what the line says from now on, or nothing. */
  close(id, label, text = null) {
    const known = this.#lines.get(id);
    if (!known) return;
    known.line.open = false;
    if (text !== null) this.#reword(known, text);
    const box = known.article.querySelector(".buttons");
    if (!box) return;
    const hadFocus = box.contains(document.activeElement);
    box.replaceWith(this.bubbles.closed(label));
    if (hadFocus) this.scroll.focus({ preventScroll: true });
    if (this.#atEnd) this.toEnd();
  }

  hasButtons(id) {
    return this.#buttons(id).length > 0;
  }

  /* Id of the oldest line whose buttons are open, or null. */
  get oldestOpen() {
    for (const { line } of this.#inOrder()) if (line.open && line.buttons?.length) return line.id;
    return null;
  }

  get newest() {
    return Math.max(0, ...this.#lines.keys());
  }

  toEnd() {
    this.scroll.scrollTop = this.scroll.scrollHeight;
    this.#atEnd = true;
    this.newer.hidden = true;
  }

  /* A number that may not be read any more goes from the page at once. */
  #reword(known, text) {
    known.line.text = text;
    const article = this.bubbles.line(known.line);
    article.className = known.article.className;
    known.article.replaceWith(article);
    known.article = article;
  }

  #buttons(id) {
    return this.#lines.get(id)?.article.querySelectorAll(".buttons button") ?? [];
  }

  #inOrder() {
    return [...this.#lines.values()].sort((a, b) => a.line.id - b.line.id);
  }

  /* Our own message turns into its line in place, with the pictures we already have. */
  #insert(line) {
    const message = line.who === "me" && line.ref ? this.ownCopy(line.ref) : null;
    const shown = this.#onWay.get(message);
    const samePhotos = shown && shown.photos.length === line.photos?.length;
    const article = this.bubbles.line(line, samePhotos ? shown.photos : undefined);
    if (shown) {
      shown.article.remove();
      this.#onWay.delete(message);
    } else if (this.#loaded) {
      article.classList.add("new");
    }
    const next = this.#inOrder().find((known) => known.line.id > line.id) ?? [...this.#onWay.values()][0];
    this.list.insertBefore(article, next?.article ?? null);
    this.#lines.set(line.id, { line, article });
  }

  /* A heading before each new day; one time under lines of one speaker and minute. */
  #arrange() {
    const articles = [...this.list.querySelectorAll(".line")];
    const used = new Set();
    let day = "";
    articles.forEach((article, n) => {
      if (article.dataset.day > day) {
        day = article.dataset.day;
        this.#headAt(article, day);
        used.add(day);
      }
      article.classList.toggle("tight", n + 1 < articles.length && sameMoment(article, articles[n + 1]));
    });
    for (const [one, heading] of this.#headings) if (!used.has(one)) heading.remove();
    this.empty.hidden = !this.#loaded || articles.length > 0;
  }

  /* Moved only when it must: a screen reader would read it again. */
  #headAt(article, day) {
    const heading = this.#headings.get(day) ?? document.createElement("h2");
    heading.className = "day";
    const words = this.times.dayWords(this.#lines.get(Number(article.dataset.id)).line.at, this.#now);
    if (heading.textContent !== words) heading.textContent = words;
    if (article.previousElementSibling !== heading) article.before(heading);
    this.#headings.set(day, heading);
  }

  #load() {
    this.#loaded = true;
    // Only what comes from here on is read out.
    setTimeout(() => this.scroll.removeAttribute("aria-busy"), 500);
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroll;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.#atEnd) this.newer.hidden = true;
  }
}

/* Said by one speaker within one minute. What has no time yet stands by itself. */
function sameMoment(a, b) {
  return a.classList[1] === b.classList[1] && a.dataset.minute !== undefined && a.dataset.minute === b.dataset.minute;
}
