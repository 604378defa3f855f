// What this browser keeps: content keys for its session, the reader's own key where a device is to stay unlocked, and how new the newest manifest was.
const held = new Map(), owners = new Map(), seen = new Map();
let database, channel, marks = {};
try {
  marks = sessionStorage;
} catch { /* a browser that keeps nothing */ }

function stored(work, mode = "readwrite") {
  return new Promise((done, fail) => {
    const change = database.transaction("kept", mode), asked = work(change.objectStore("kept"));
    change.oncomplete = () => done(asked.result);
    change.onabort = fail;
  });
}
// What cannot be kept stays in this page's memory, and the next page asks again.
async function keep(name, value) {
  try {
    await stored(store => store.put(value, name));
  } catch {
    database = null;
  }
}
async function recall(name) {
  try {
    database = await new Promise((done, fail) => {
      const opening = indexedDB.open(name, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("kept");
      opening.onsuccess = () => done(opening.result);
      opening.onerror = fail;
    });
    const fresh = await alone(name), maps = { key: held, own: owners, seen };
    const names = await stored(store => store.getAllKeys(), "readonly"), values = await stored(store => store.getAll(), "readonly");
    for (const each of names) {
      const [kind, id] = each.split(" "), value = values.shift();
      if (fresh && kind === "key" && !value.stays) await stored(store => store.delete(each));
      else maps[kind].set(id, value);
    }
  } catch {
    database = null;
  }
}
// Whether no other tab of this browser session has the site open: then what an earlier session left is to go.
async function alone(name) {
  channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }) => {
    if (data === "lock") leave();
    if (data === "who" && held.size) channel.postMessage("here");
  };
  let others = marks[name];
  try {
    others = others || (await navigator.locks.query()).held.some(lock => lock.name === name);
    navigator.locks.request(name, { mode: "shared" }, () => new Promise(() => {})).catch(() => {});
  } catch {
    others = others || await answered();
  }
  marks[name] = 1;
  return !others;
}
function answered() {
  return new Promise(done => {
    channel.addEventListener("message", ({ data }) => data === "here" && done(1));
    channel.postMessage("who");
    setTimeout(done, 500);
  });
}
// Nothing of a page may stay in sight, nor be there when somebody goes back.
function leave() {
  document.body.remove();
  location.reload();
}
async function lock() {
  if (database) await stored(store => store.clear());
  if (channel) channel.postMessage("lock");
  leave();
}
addEventListener("pagehide", () => document.documentElement.classList.add("sealed-away"));
addEventListener("pageshow", event => event.persisted && leave());
