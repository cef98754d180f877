/* The chat page: puts its parts together. Each part is a module that knows nothing of the others.

   They are imported under this module's own ?v=…, so that after an update no new part runs beside an old one. */

const version = new URL(import.meta.url).search;
const part = (name) => import(`./${name}.js${version}`);
const [{ Times }, { shrunk, MOST_PHOTOS }, { openShelf }, { post }, { Outbox }, { Live }, { Bubbles, make, icon }, { Conversation }, { Composer }] =
  await Promise.all(
    ["times", "photos", "shelf", "post", "outbox", "live", "bubbles", "conversation", "composer"].map(part),
  );

const SEEN_PAUSE = 300; // ms
const HIDDEN_PAUSE = 600_000; // a page in the background listens on for a while, to count in its title
const HICCUP = 1200; // a shorter break is not worth a word
const ANSWER_PATIENCE = 2500; // after a tap was taken, for its buttons to be closed

const $ = (id) => document.getElementById(id);
const { seat, base, language, zone } = document.body.dataset;
const words = JSON.parse($("words").textContent);
const embedded = window !== window.top; // one of the demo's phones
const title = document.title;
document.documentElement.classList.toggle("embedded", embedded);

const times = new Times(zone, language, words);
const shelf = await openShelf(seat);

const outbox = new Outbox({
  shelf,
  prepare: shrunk,
  send: (message, progress) => post(`${base}say`, message, progress),
  changed: (message) => message.quiet || conversation.show(message),
  stored: taken,
  refused(message) {
    if (message.line !== null) conversation.restore(message.line);
    if (message.quiet) tell(message.error.text || words["page-refused"]);
  },
});

const bubbles = new Bubbles({
  words,
  times,
  tapped: tap,
  shown: enlarge,
  again: (message) => outbox.again(message),
  removed(message) {
    outbox.drop(message);
    conversation.remove(message);
  },
});

const conversation = new Conversation({
  scroll: $("scroll"),
  list: $("lines"),
  empty: $("empty"),
  newer: $("newer"),
  times,
  bubbles,
  ownCopy: (ref) => outbox.acknowledged(ref),
  pictures: (message) => message.photos.map((photo) => ({ url: URL.createObjectURL(photo) })),
});

const composer = new Composer({
  elements: { form: $("composer"), text: $("text"), tray: $("tray"), attach: $("attach"), pick: $("pick"), shoot: $("shoot") },
  shelf,
  draftKey: `paidan.draft.${seat}`,
  words,
  most: MOST_PHOTOS,
  told: tell,
  make,
  icon,
  sent: say,
});

const live = new Live(base, {
  lines: heard,
  closed: (id, label, text) => conversation.close(id, label, text),
  state: connection,
  oldest: () => conversation.oldestOpen,
});

/* ---- saying ---- */

function say(said) {
  const { kept } = outbox.add(said);
  if (!embedded) return kept;
  parent.postMessage({ paidan: "said", seat, action: said.action ?? "" }, location.origin);
  return kept;
}

/* A tap is said at once and its buttons rest, so that an impatient thumb says it only once. */
function tap(line, button) {
  const choose = (photos) => {
    conversation.busy(line.id, button.label);
    say({ action: button.action, label: button.label, line: line.id, photos });
  };
  if (button.kind === "photo") composer.photograph(choose);
  else choose([]);
}

/* The server has it. Buttons it did not close by now may be used again (a menu, one more photo). */
function taken(message) {
  if (message.action.startsWith("language:")) return location.reload();
  if (message.line === null) return;
  setTimeout(async () => {
    if (!conversation.hasButtons(message.line)) return;
    await live.check(true);
    conversation.restore(message.line);
  }, ANSWER_PATIENCE);
}

$("help").onclick = () => say({ text: words["page-help-say"] });
$("language").onclick = () => {
  $("language").disabled = true;
  const [action, label] = language === "zh" ? ["language:en", "English"] : ["language:zh", "中文"];
  say({ action, label, quiet: true });
};

/* ---- hearing ---- */

let loaded = false;
let unread = 0;

function heard(lines, now) {
  const fresh = conversation.take(lines, now);
  // A tap that waits from before a reload still holds its buttons.
  for (const { line, label, state } of outbox.messages)
    if (line !== null && (state === "waiting" || state === "sending")) conversation.busy(line, label);
  if (loaded && fresh.length) arrived(fresh.length);
  loaded = true;
  sawSoon();
}

function arrived(count) {
  if (embedded) parent.postMessage({ paidan: "arrived", seat, count }, location.origin);
  if (!document.hidden) return;
  unread += count;
  document.title = `(${unread}) ${title}`;
}

let seen = 0;
let seenTimer;

/* Read means: on the screen in front of somebody. */
function sawSoon() {
  clearTimeout(seenTimer);
  seenTimer = setTimeout(async () => {
    const upto = conversation.newest;
    if (!visible() || upto <= seen) return;
    const answer = await fetch(`${base}seen`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Paidan": "web" },
      body: JSON.stringify({ upto }),
      keepalive: true,
    }).catch(() => null);
    if (answer?.ok) seen = Math.max(seen, upto);
  }, SEEN_PAUSE);
}

/* ---- connection ---- */

let stateTimer;

function connection(state) {
  clearTimeout(stateTimer);
  if (state === "connected") outbox.nudge();
  if (state === "reconnecting") stateTimer = setTimeout(() => showState(navigator.onLine ? state : "offline"), HICCUP);
  else showState(state);
}

function showState(state) {
  if (state === "gone") tell(words["page-gone"], true);
  $("state").dataset.state = state;
  $("state-words").textContent = words[state === "gone" ? "page-gone-short" : `page-${state}`];
}

window.addEventListener("online", () => {
  outbox.nudge();
  live.check();
});
window.addEventListener("offline", () => {
  clearTimeout(stateTimer);
  showState("offline");
});

/* ---- visible or not: a tab in the background, a phone of the demo that is swiped away ---- */

let onScreen = !embedded; // a frame waits until it is told where it stands
let ready = false; // what waits on the shelf is shown first, or its line would come beside it instead of in its place
let hiddenTimer;

const visible = () => ready && onScreen && !document.hidden;

new IntersectionObserver(([entry]) => {
  onScreen = entry.intersectionRatio > 0.4;
  visibility();
}, { threshold: [0, 0.4, 0.8] }).observe(document.querySelector(".chat"));
document.addEventListener("visibilitychange", visibility);
window.addEventListener("pageshow", (event) => event.persisted && visibility());

function visibility() {
  clearTimeout(hiddenTimer);
  if (!ready) return;
  if (!visible()) {
    hiddenTimer = setTimeout(() => live.pause(), embedded ? 500 : HIDDEN_PAUSE);
    return;
  }
  unread = 0;
  document.title = title;
  outbox.nudge();
  live.start();
  sawSoon();
}

/* ---- small things ---- */

let noticeTimer;

function tell(text, forGood = false) {
  $("notice").textContent = text;
  $("notice").hidden = false;
  clearTimeout(noticeTimer);
  if (!forGood) noticeTimer = setTimeout(() => ($("notice").hidden = true), 5000);
}

function enlarge(url) {
  $("viewer-photo").src = url;
  $("viewer").showModal();
}

$("viewer").onclick = () => $("viewer").close();

/* Without a lasting shelf, closing the page would lose what waits. */
window.addEventListener("beforeunload", (event) => {
  if (!shelf.lasting && outbox.unsent) event.preventDefault();
});
if (!shelf.lasting) tell(words["page-fragile"]);

/* iOS lays its keyboard over the page instead of making room. */
if (!embedded && window.visualViewport) {
  const fit = () => {
    document.documentElement.style.setProperty("--height", `${visualViewport.height}px`);
    window.scrollTo(0, 0);
  };
  visualViewport.addEventListener("resize", fit);
}

/* What the demo around us asks for. */
window.addEventListener("message", ({ origin, source, data }) => {
  if (origin !== location.origin || source !== parent || !embedded) return;
  if (data?.paidan === "fill") composer.fill(String(data.text));
  if (data?.paidan === "moved" && visible()) live.check();
  if (data?.paidan === "forget") {
    composer.clear();
    outbox.clear();
  }
});

await composer.load();
for (const message of await outbox.load()) if (!message.quiet) conversation.show(message);
ready = true;
outbox.run();
visibility();
if (embedded) parent.postMessage({ paidan: "ready", seat }, location.origin);
