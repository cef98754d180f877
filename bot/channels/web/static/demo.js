/* The demo page: three phones, and a clock that is moved by hand. */

const version = new URL(import.meta.url).search;
const { Phones } = await import(`./phones.js${version}`);

const POLL = 2000; // ms
const MOST_RANG = 60;
const TOAST = 7000; // ms the list stays on a narrow screen

const $ = (id) => document.getElementById(id);
const words = JSON.parse($("words").textContent);
const { language, story } = document.body.dataset;
const moves = [...document.querySelectorAll("[data-move]")];

const phones = new Phones({
  strip: $("phones"),
  unread: words["page-demo-unread"],
  said(role, action) {
    if (role === "customer") done(1);
    if (role === "supervisor" && action) done(2);
  },
});

/* ---- the three steps ---- */

const stepsDone = new Set();

const STEPS = {
  1() {
    phones.show("customer");
    phones.tell(phones.firstSeat("customer"), { paidan: "fill", text: words["page-demo-example"] });
  },
  2: () => phones.show("supervisor"),
  3: () => move("next"),
};

for (const button of document.querySelectorAll("[data-do]")) button.onclick = STEPS[button.dataset.do];

/* Ticks a step; the first one open is the one to do. */
function done(step) {
  stepsDone.add(step);
  const now = [1, 2, 3].find((one) => !stepsDone.has(one)) ?? 3;
  for (const item of document.querySelectorAll(".step")) {
    const number = Number(item.dataset.step);
    item.classList.toggle("done", stepsDone.has(number));
    item.classList.toggle("now", number === now);
    item.querySelector(".aside").hidden = !stepsDone.has(number);
  }
}

/* ---- the clock ---- */

let zone;
let busy = false;
let missed = 0; // polls without an answer

for (const button of moves) button.onclick = () => move(button.dataset.move);

async function move(by) {
  if (busy) return;
  setBusy(by);
  try {
    const state = await ask("/demo/clock", { move: by });
    show(state);
    showRang(state.rang ?? []);
    phones.tellAll({ paidan: "moved" }); // "today" may be yesterday now, also where nothing was said
    done(3);
  } catch {
    notice(words["page-demo-failed"]);
  } finally {
    setBusy(null);
  }
}

function setBusy(by) {
  busy = by !== null;
  for (const button of moves) {
    button.disabled = busy || (button.dataset.move === "next" && button.dataset.none === "yes");
    button.classList.toggle("busy", button.dataset.move === by);
    button.setAttribute("aria-busy", button.dataset.move === by);
  }
  document.querySelector('[data-do="3"]').disabled = busy;
  if (busy) notice(words["page-demo-moving"]);
}

function show({ now, zone: told, next, unread, story: current }) {
  if (String(current) !== story) return location.reload(); // somebody else started over
  zone = told;
  const time = format(now, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const date = `${format(now, { month: "short", day: "numeric" })} ${format(now, { weekday: "short" })}`;
  // Written only when it changes: the polls must not make a screen reader talk every two seconds.
  if ($("time").textContent !== time) $("time").textContent = time;
  if ($("date").textContent !== date) $("date").textContent = date;
  const due = next ? `${when(next.at, now)} ${next.what}` : words["page-demo-next-none"];
  if ($("next").textContent !== due) $("next").textContent = due;
  const button = moves.find((one) => one.dataset.move === "next");
  button.dataset.none = next ? "no" : "yes";
  button.title = due;
  if (!busy) button.disabled = !next;
  phones.count(unread ?? {});
}

let toastTimer;

/* What happened while the time moved, newest first. */
function showRang(rang) {
  if (!rang.length) return notice(words["page-demo-rang-none"]);
  const last = rang.at(-1).at;
  const list = document.createElement("ol");
  for (const { at, what, why } of rang.slice(-MOST_RANG).reverse()) {
    const item = document.createElement("li");
    const time = document.createElement("time");
    time.textContent = when(at, last);
    const words = document.createElement("span");
    const reason = document.createElement("small");
    reason.textContent = why;
    words.append(what, reason);
    words.title = why;
    item.append(time, words);
    list.append(item);
  }
  if (rang.length > MOST_RANG) {
    const item = document.createElement("li");
    item.textContent = `${words["page-demo-rang-more"]} ${rang.length - MOST_RANG}`;
    list.append(item);
  }
  $("rang").replaceChildren(list);
  toast();
}

function notice(text) {
  const line = document.createElement("p");
  line.textContent = text;
  $("rang").replaceChildren(line);
  toast();
}

/* On a narrow screen the list lies over the phone, and goes by itself. */
function toast() {
  $("rang").scrollTop = 0;
  $("rang").classList.add("fresh");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => $("rang").classList.remove("fresh"), TOAST);
}

$("rang").onclick = () => $("rang").classList.remove("fresh");

/* "09:35", with its day when that is another one. */
function when(at, now) {
  const day = { month: "numeric", day: "numeric" };
  const time = format(at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return format(at, day) === format(now, day) ? time : `${format(at, { weekday: "short" })} ${time}`;
}

function format(at, options) {
  return new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", { timeZone: zone, ...options }).format(at);
}

async function poll() {
  try {
    if (!busy && !document.hidden) {
      const state = await ask("/demo/state");
      if (!busy) show(state); // an answer from before a move would turn the clock back
      if (missed > 1) $("rang").replaceChildren();
      missed = 0;
    }
  } catch {
    missed += 1;
    if (missed === 2) notice(words["page-demo-lost"]);
  }
  setTimeout(poll, POLL);
}

/* GET, or POST when there is something to say. */
async function ask(url, body) {
  const answer = await fetch(`${url}?lang=${language}`, {
    method: body ? "POST" : "GET",
    headers: body ? { "Content-Type": "application/json", "X-Paidan": "web" } : {},
    body: body && JSON.stringify(body),
    cache: "no-store",
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.headers.get("Content-Type")?.includes("json") ? answer.json() : null;
}

/* ---- starting over ---- */

$("reset").onclick = () => $("ask").showModal();
$("ask-no").onclick = () => $("ask").close();
$("ask-yes").onclick = async () => {
  $("ask-yes").disabled = true;
  phones.tellAll({ paidan: "forget" }); // nothing unsent may leak into the new story
  try {
    await ask("/demo/reset", {});
    location.reload();
  } catch {
    $("ask-yes").disabled = false;
    $("ask").close();
    notice(words["page-demo-failed"]);
  }
};

poll();
