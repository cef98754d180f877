/* Where unsent messages and chosen photos wait through a reload, one shelf per seat: IndexedDB,
   or plain memory where the browser forbids it (private mode).
   Photos are kept as bytes: some browsers refuse Blobs here, and a camera's file may vanish under a Blob. */

const NAME = "paidan-chat";
const PATIENCE = 2000; // ms; a few browsers never answer an open()

/* The seat's shelf. `lasting` tells whether it survives a reload. */
export async function openShelf(seat) {
  try {
    return new Shelf(await opened(), seat);
  } catch {
    return new Memory();
  }
}

class Shelf {
  lasting = true;

  constructor(database, seat) {
    this.database = database;
    this.seat = seat;
  }

  /* Unsent messages, oldest first. */
  async messages() {
    const rows = await this.run("messages", "readonly", (store) => store.getAll(seatRange(this.seat)));
    return rows.sort((a, b) => a.order - b.order).map((row) => ({ ...row, photos: row.photos.map(asBlob) }));
  }

  async put(message) {
    const photos = await Promise.all(message.photos.map(asBytes));
    await this.run("messages", "readwrite", (store) => store.put({ ...message, seat: this.seat, photos }));
  }

  remove(id) {
    return this.run("messages", "readwrite", (store) => store.delete([this.seat, id]));
  }

  /* Photos chosen but not sent yet. */
  async tray() {
    const row = await this.run("trays", "readonly", (store) => store.get(this.seat));
    return (row?.photos ?? []).map(asBlob);
  }

  async putTray(photos) {
    const kept = await Promise.all(photos.map(asBytes));
    await this.run("trays", "readwrite", (store) => store.put({ seat: this.seat, photos: kept }));
  }

  async clear() {
    await this.run("messages", "readwrite", (store) => store.delete(seatRange(this.seat)));
    await this.run("trays", "readwrite", (store) => store.delete(this.seat));
  }

  /* One request in one transaction; resolves when it is really on disk, not when it was asked. */
  run(name, mode, ask) {
    return new Promise((done, failed) => {
      const transaction = this.database.transaction(name, mode);
      const request = ask(transaction.objectStore(name));
      transaction.oncomplete = () => done(request.result);
      transaction.onerror = transaction.onabort = () => failed(transaction.error);
    });
  }
}

class Memory {
  lasting = false;
  messages = async () => [];
  put = async () => {};
  remove = async () => {};
  tray = async () => [];
  putTray = async () => {};
  clear = async () => {};
}

function opened() {
  return new Promise((done, failed) => {
    setTimeout(() => failed(new Error("no answer from IndexedDB")), PATIENCE);
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("messages", { keyPath: ["seat", "id"] });
      request.result.createObjectStore("trays", { keyPath: "seat" });
    };
    request.onsuccess = () => done(request.result);
    request.onerror = request.onblocked = () => failed(request.error);
  });
}

/* Every key [seat, …]: an array sorts after any string. */
function seatRange(seat) {
  return IDBKeyRange.bound([seat], [seat, []]);
}

async function asBytes(photo) {
  return { bytes: await photo.arrayBuffer(), type: photo.type, name: photo.name ?? "" };
}

function asBlob({ bytes, type, name }) {
  return new File([bytes], name || "photo", { type });
}
