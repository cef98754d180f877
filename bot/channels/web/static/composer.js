/* Where one writes: a growing text field, a tray of chosen photos, and the two file pickers.
   Both draft and tray survive a reload: Android closes the page behind the camera when memory is short. */

const TALLEST = 140; // px

export class Composer {
  #photos = []; // File
  #pictured = null; // what to do with the photo a button asked for

  /* elements   form, text, tray, attach, pick, shoot
     shelf      keeps the tray
     draftKey   where the text is kept
     sent       called with {text, photos}
     most       photos in one message; told when there were more */
  constructor({ elements, shelf, draftKey, words, sent, most, told, make, icon }) {
    Object.assign(this, elements, { shelf, draftKey, words, sent, most, told, make, icon });
    this.text.value = recall(draftKey);
    this.form.onsubmit = (event) => {
      event.preventDefault();
      this.#submit();
    };
    this.text.oninput = () => this.#typed();
    this.text.onkeydown = (event) => this.#key(event);
    this.attach.onclick = () => this.pick.click();
    this.pick.onchange = () => this.#picked(this.pick);
    this.shoot.onchange = () => this.#shot();
    this.#typed();
  }

  async load() {
    this.#setPhotos([...(await this.shelf.tray().catch(() => [])), ...this.#photos]);
  }

  /* Puts a sentence in, ready to be sent or changed. */
  fill(text) {
    this.text.value = text;
    this.#typed();
    this.text.focus({ preventScroll: true });
    this.text.setSelectionRange(text.length, text.length);
  }

  /* Opens the camera; `pictured` gets the photos, or is never called when the person thinks better of it. */
  photograph(pictured) {
    this.#pictured = pictured;
    this.shoot.click();
  }

  clear() {
    this.text.value = "";
    this.#typed();
    this.#setPhotos([]);
    this.shelf.putTray([]).catch(() => {});
  }

  #submit() {
    const text = this.text.value.trim();
    const photos = this.#photos;
    if (!text && !photos.length) return;
    this.text.value = "";
    this.#fit();
    this.#setPhotos([]);
    const keyboardIsUp = document.activeElement === this.text;
    const kept = this.sent({ text, photos });
    // The draft goes only when the message itself is safe.
    kept.then(() => {
      keep(this.draftKey, this.text.value);
      this.shelf.putTray(this.#photos).catch(() => {});
    });
    if (keyboardIsUp) this.text.focus({ preventScroll: true });
  }

  #typed() {
    keep(this.draftKey, this.text.value);
    this.#fit();
  }

  #fit() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight + 2, TALLEST)}px`;
    this.form.classList.toggle("ready", this.text.value.trim() !== "" || this.#photos.length > 0);
  }

  /* Enter sends where there is a real keyboard; never while an input method is still choosing characters. */
  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    if (!matchMedia("(hover: hover) and (pointer: fine)").matches) return;
    event.preventDefault();
    this.#submit();
  }

  #picked(input) {
    const all = [...this.#photos, ...input.files];
    input.value = ""; // the same photo may be chosen again
    if (all.length > this.most) this.told(this.words["page-attach-full"]);
    this.#setPhotos(all.slice(0, this.most));
    this.shelf.putTray(this.#photos).catch(() => {});
  }

  #shot() {
    const photos = [...this.shoot.files];
    this.shoot.value = "";
    const pictured = this.#pictured;
    this.#pictured = null;
    if (photos.length) pictured?.(photos);
  }

  #setPhotos(photos) {
    for (const image of this.tray.querySelectorAll("img")) URL.revokeObjectURL(image.src);
    this.#photos = photos;
    this.tray.replaceChildren(...photos.map((photo) => this.#thumbnail(photo)));
    this.tray.hidden = !photos.length;
    this.#fit();
  }

  #thumbnail(photo) {
    const item = this.make("li");
    const image = this.make("img");
    image.alt = photo.name;
    image.src = URL.createObjectURL(photo);
    const remove = this.make("button");
    remove.type = "button";
    remove.setAttribute("aria-label", this.words["page-attach-remove"]);
    remove.append(this.icon("close"));
    remove.onclick = () => {
      this.#setPhotos(this.#photos.filter((one) => one !== photo));
      this.shelf.putTray(this.#photos).catch(() => {});
    };
    item.append(image, remove);
    return item;
  }
}

/* Without localStorage (private mode) the draft lives as long as the page. */
function keep(key, text) {
  try {
    if (text) localStorage.setItem(key, text);
    else localStorage.removeItem(key);
  } catch {
    /* kept in the field itself */
  }
}

function recall(key) {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}
