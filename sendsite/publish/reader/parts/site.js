// The site as this reader may open it: the publication of today, its keyring, the manifests, and each file by its path.
let now, keyring, manifests;

// A document that belongs to the publication that now.js names.
function current(said, names) {
  checked(said, names);
  if (["pub", "seq", "site"].some(name => said[name] !== now[name])) refuse(OLD);
  return said;
}
async function findSite() {
  const first = !now;
  now = checked(await called("Now", "now.js?" + Date.now(), "unreachable"), "pub,seq,site,v");
  if (!Number.isSafeInteger(now.seq)) refuse(DAMAGED);
  keyring = 0;
  manifests = {};
  if (first) await recall("sendsite-" + now.site);
}
async function keyringNow() {
  return keyring = keyring || current(await called("Keys", `k/${now.pub}.js`, OLD), "alg,audiences,grants,master,pub,readers,seq,site,v");
}
// Somebody may have typed for a long time, and the site may have been published anew meanwhile.
async function unlock(handle, words, stays) {
  await findSite();
  const { slot } = (await keyringNow()).readers[handle] || refuse("wrong-code"), own = await readerKey(now.site, handle, slot, words);
  await take(handle, own, stays);
  if (!held.size) refuse("wrong-code");
  if (stays) await keep("own " + handle, own);
}
// Take up all keys that this reader has today.
async function take(handle, own, stays) {
  const ring = await keyringNow();
  for (const [kid, key] of await ringKeys(ring, handle, own)) {
    const each = { aud: ring.audiences[kid], key, stays };
    held.set(kid, each);
    await keep("key " + kid, each);
  }
}
function holds(aud) {
  return [...held.values()].some(each => each.aud === aud);
}
async function keyFor(kid, aud) {
  if (!held.has(kid)) {
    for (const [handle, own] of owners) if ((await keyringNow()).readers[handle]) await take(handle, own, true);
  }
  // A key opens its own audience's folder alone: who has one could else seal pages for another's, to be opened by those who hold both.
  if ((held.get(kid) || "").aud === aud) return held.get(kid).key;
  if (!holds(aud)) refuse(held.size ? "not-yours" : "locked");
  const { audiences } = await keyringNow();
  return refuse(audiences[kid] === aud ? "renewed" : audiences[kid] ? "not-yours" : OLD);
}
// A manifest counts only where it is no older than the newest that was opened here, and only then is it remembered as that.
async function manifestOf(aud) {
  if (manifests[aud]) return manifests[aud];
  const said = current(await called("Manifest", `m/${aud}.${now.pub}.js`, OLD), "alg,aud,body,iv,kid,pub,seq,site,v");
  if (said.aud !== aud) refuse(DAMAGED);
  const { pub, seq, site } = now, key = await keyFor(said.kid, aud), last = seen.get(aud) || { pub, seq: -1 };
  const plain = await unsealed(key, said.iv, unb64(said.body), enc("manifest", site, pub, seq, aud, said.kid));
  if (seq < last.seq || (seq === last.seq && pub !== last.pub)) refuse(OLD);
  const newest = { pub, seq };
  seen.set(aud, newest);
  await keep("seen " + aud, newest);
  return manifests[aud] = json(plain);
}
async function opened(path, head, body) {
  const header = headerOf(head), aud = path.split("/")[1];
  if (header.path !== path) refuse("moved");
  const key = await keyFor(header.kid, aud), hashes = await manifestOf(aud);
  return { type: header.type, content: await contentOf(head, body, key, hashes[path]) };
}
// An asset that was opened.
async function file(path) {
  const aud = path.split("/")[1];
  if (!holds(aud)) refuse("not-yours");
  const hash = (await manifestOf(aud))[path] || refuse(OLD);
  const said = await called("Asset", `${path}.${hash.slice(0, 16)}.js`, OLD);
  return opened(path, unb64(said.header), unb64(said.body));
}
// Its address in this page.
async function asset(path) {
  const { type, content } = await file(path);
  return URL.createObjectURL(new Blob([content], { type }));
}
// The page that a reader begins with: the trust's or their school's.
async function ownPages() {
  const [{ aud }] = held.values();
  return `${ROOT}${(await manifestOf(aud)).start}.html`;
}
