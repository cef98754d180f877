/* A finger signs: the strokes go as a picture, with the fingerprint of what the page shows. */

import SignaturePad from "./vendor/signature_pad.min.js";

const form = document.getElementById("sign");
const canvas = document.getElementById("pad");
const why = document.getElementById("why");
const done = document.getElementById("done");
const pad = new SignaturePad(canvas, { penColor: "#14203c", minWidth: 0.9, maxWidth: 2.8 });

/* As many pixels as the screen has; what is drawn already stays when the phone is turned. */
function fit() {
  const strokes = pad.toData();
  const ratio = Math.min(Math.max(window.devicePixelRatio, 1), 3);
  canvas.width = canvas.offsetWidth * ratio;
  canvas.height = canvas.offsetHeight * ratio;
  canvas.getContext("2d").scale(ratio, ratio);
  pad.fromData(strokes);
}

function say(words) {
  why.textContent = words;
  why.hidden = !words;
}

async function send() {
  const picture = await new Promise((ready) => canvas.toBlob(ready, "image/png"));
  const body = new FormData();
  body.append("strokes", picture, "strokes.png");
  body.append("digest", form.dataset.digest);
  const answer = await fetch(form.action, { method: "POST", body, headers: { "x-paidan": "web" } });
  if (answer.ok) location.reload();
  else say((await answer.json().catch(() => ({}))).error ?? form.dataset.offline);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (pad.isEmpty()) return say(form.dataset.empty);
  say("");
  done.disabled = true;
  try {
    await send();
  } catch {
    say(form.dataset.offline);
  } finally {
    done.disabled = false;
  }
});
document.getElementById("clear").addEventListener("click", () => {
  pad.clear();
  say("");
});
window.addEventListener("resize", fit);
fit();
