/* One message to the server, and what became of it. XMLHttpRequest, because fetch cannot tell how far an upload is. */

const STALLED = 30_000; // ms without a byte moving

/* progress   called with 0…1 while photos go up
   returns    {ok: true}, {refused: text or ""} when asking again is useless, {later: ms} when it is not */
export function post(url, message, progress) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    let watchdog;
    const alive = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => request.abort(), STALLED);
    };
    request.open("POST", url);
    request.setRequestHeader("X-Paidan", "web"); // no other site can add this without asking us first
    request.responseType = "text";
    request.upload.onprogress = (event) => {
      alive();
      if (event.lengthComputable) progress(event.loaded / event.total);
    };
    request.onprogress = alive;
    request.onloadend = () => {
      clearTimeout(watchdog);
      done(outcome(request)); // status 0: no network, aborted, cut off
    };
    alive();
    request.send(form(message));
  });
}

function form(message) {
  const form = new FormData();
  form.append("id", message.id);
  form.append("text", message.text);
  form.append("action", message.action);
  form.append("label", message.label);
  message.photos.forEach((photo, n) => form.append("photos", photo, photo.name || `photo-${n + 1}.jpg`));
  return form;
}

function outcome(request) {
  const { status } = request;
  if (status >= 200 && status < 300) return { ok: true };
  const worthAnotherTry = status === 0 || status === 408 || status === 425 || status === 429 || status >= 500;
  if (!worthAnotherTry) return { refused: told(request.responseText), status };
  const seconds = Number(request.getResponseHeader?.("Retry-After"));
  return { later: seconds > 0 ? seconds * 1000 : 0 };
}

/* The server's own sentence, or nothing when something between us answered with a page of its own. */
function told(body) {
  try {
    const { error } = JSON.parse(body);
    return typeof error === "string" ? error : "";
  } catch {
    return "";
  }
}
