/* The demo's phones: which one is in front, who has unread messages, and a soft pulse when something arrives.
   Each phone is the real chat page in a frame; it tells us what happens there with {paidan: …} messages. */

export class Phones {
  #unread = {};
  #counted = false; // what was there at the start is no news
  #ready = new Set();
  #waiting = new Map(); // seat → what to tell it once it is ready

  /* strip     holds the phones
     unread    the word after a number, for screen readers
     said      called with (role, action) when somebody said something on a phone */
  constructor({ strip, unread, said }) {
    Object.assign(this, { strip, unreadWord: unread, said });
    for (const tab of document.querySelectorAll(".tab")) tab.onclick = () => this.#choose(tab);
    for (const list of document.querySelectorAll("[role=tablist]")) list.onkeydown = (event) => this.#arrow(event, list);
    addEventListener("message", (event) => this.#told(event));
    this.#followSwipes();
  }

  /* Brings a role's phone to the front, where only one fits. */
  show(role) {
    const phone = document.querySelector(`.phone[data-role="${role}"]`);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.strip.scrollTo({ left: phone.offsetLeft - this.strip.offsetLeft, behavior: calm ? "auto" : "smooth" });
  }

  firstSeat(role) {
    return document.querySelector(`.phone[data-role="${role}"] .frame`).dataset.seat;
  }

  /* Says something to a seat's page, now or as soon as it listens. */
  tell(seat, message) {
    if (!this.#ready.has(seat)) return this.#waiting.set(seat, message);
    frameOf(seat).contentWindow.postMessage(message, location.origin);
  }

  tellAll(message) {
    for (const frame of document.querySelectorAll(".frame")) frame.contentWindow?.postMessage(message, location.origin);
  }

  /* Badges on the tabs. unread: {seat: n} */
  count(unread) {
    for (const tab of document.querySelectorAll(".tab")) {
      const seats = tab.dataset.seat ? [tab.dataset.seat] : seatsOf(tab.dataset.role);
      const now = sum(unread, seats);
      // What lies in front of somebody is being read; a number that blinks up and away is only noise.
      this.#badge(tab, sum(unread, seats.filter((seat) => !inFront(seat))));
      if (this.#counted && now > sum(this.#unread, seats)) {
        once(tab, "flash");
        if (tab.dataset.seat) once(tab.closest(".phone"), "pulse");
      }
    }
    this.#unread = unread;
    this.#counted = true;
  }

  #badge(tab, count) {
    const badge = tab.querySelector(".badge");
    badge.hidden = count === 0;
    badge.setAttribute("role", "img");
    badge.textContent = count > 99 ? "99+" : count;
    badge.setAttribute("aria-label", `${count} ${this.unreadWord}`);
  }

  #choose(tab) {
    select(tab);
    if (tab.dataset.role) return this.show(tab.dataset.role);
    const phone = tab.closest(".phone");
    for (const frame of phone.querySelectorAll(".frame")) {
      const chosen = frame.dataset.seat === tab.dataset.seat;
      frame.classList.toggle("now", chosen);
      frame.inert = !chosen;
    }
    phone.querySelector(".away").href = frameOf(tab.dataset.seat).src;
    this.#badge(tab, 0);
  }

  #arrow(event, list) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const tabs = [...list.querySelectorAll(".tab")];
    const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
    next.focus();
    this.#choose(next);
  }

  #told({ origin, source, data }) {
    const frame = [...document.querySelectorAll(".frame")].find((one) => one.contentWindow === source);
    if (origin !== location.origin || !frame) return;
    const { seat } = frame.dataset;
    const phone = frame.closest(".phone");
    if (data?.paidan === "arrived") once(phone, "pulse");
    if (data?.paidan === "said") this.said(phone.dataset.role, data.action);
    if (data?.paidan === "ready") {
      this.#ready.add(seat);
      if (this.#waiting.has(seat)) this.tell(seat, this.#waiting.get(seat));
      this.#waiting.delete(seat);
    }
  }

  /* On a narrow screen the phones are swiped, and the tabs follow. */
  #followSwipes() {
    const watcher = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) target.classList.toggle("front", isIntersecting);
        const first = this.strip.querySelector(".front");
        if (first) select(document.querySelector(`.roles [data-role="${first.dataset.role}"]`));
      },
      { root: this.strip, threshold: 0.6 },
    );
    for (const phone of this.strip.children) watcher.observe(phone);
  }
}

function select(tab) {
  for (const other of tab.parentElement.children) other.setAttribute("aria-selected", other === tab);
}

function frameOf(seat) {
  return [...document.querySelectorAll(".frame")].find((frame) => frame.dataset.seat === seat);
}

function seatsOf(role) {
  return [...document.querySelectorAll(`.phone[data-role="${role}"] .frame`)].map((frame) => frame.dataset.seat);
}

function inFront(seat) {
  const frame = frameOf(seat);
  return frame.classList.contains("now") && frame.closest(".phone").classList.contains("front");
}

function sum(unread, seats) {
  return seats.reduce((total, seat) => total + (unread[seat] ?? 0), 0);
}

/* Plays a class's animation once, also when it is still playing. */
function once(element, name) {
  element.classList.remove(name);
  void element.offsetWidth;
  element.classList.add(name);
  element.addEventListener("animationend", () => element.classList.remove(name), { once: true });
}
