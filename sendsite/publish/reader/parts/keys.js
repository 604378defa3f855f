// From a code to the keys it opens (sendsite/publish/seal/slots.py). No key can be taken out of the browser again, and a ring's bytes are overwritten.
const FEWEST = 600000, MOST = 10000000, ROW = 39;
const { subtle } = window.crypto || {};
const AES = "AES-GCM", DECRYPT = ["decrypt"], UNWRAP = ["unwrapKey"];

function gcm(iv, additionalData) {
  const nonce = unb64(iv);
  if (nonce.length !== 12) refuse(DAMAGED);
  return { name: AES, iv: nonce, additionalData };
}
async function unsealed(key, iv, body, aad) {
  try {
    return new Uint8Array(await subtle.decrypt(gcm(iv, aad), key, body));
  } catch {
    refuse(DAMAGED);
  }
}
// A key that is sealed with another: it is never seen.
async function unwrapped(key, { iv, body }, aad, otherwise) {
  try {
    return await subtle.unwrapKey("raw", unb64(body), key, gcm(iv, aad), AES, false, DECRYPT);
  } catch {
    refuse(otherwise);
  }
}
// The reader's own key out of their slot, by the words of their code: slow on purpose.
async function readerKey(site, handle, slot, words) {
  const { iterations } = slot, salt = unb64(slot.salt);
  if (slot.type !== "PBKDF2-HMAC-SHA256") refuse(UNKNOWN);
  if (!(iterations >= FEWEST && iterations <= MOST)) refuse(DAMAGED);
  const typed = await subtle.importKey("raw", utf8.encode(words), "PBKDF2", false, ["deriveKey"]);
  const kek = await subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, typed, { name: AES, length: 256 }, false, UNWRAP);
  return unwrapped(kek, slot, enc("slot", site, handle, iterations, salt), "wrong-code");
}
// The content keys that a reader's ring holds, and, where it holds the master key, those that the grants hold: kid -> key.
async function ringKeys({ site, pub, seq, readers, grants, master }, handle, own) {
  const { iv, body } = readers[handle].ring, keys = new Map();
  const ring = await unsealed(own, iv, unb64(body), enc("ring", site, pub, seq, handle));
  try {
    if (ring.length !== 512 || ring[0] > 13) refuse(DAMAGED);
    for (let row = 0; row < ring[0]; row++) {
      const [kind, ...rest] = ring.subarray(1 + row * ROW, 1 + row * ROW + 7), kid = hex(rest);
      const key = await subtle.importKey("raw", ring.subarray(8 + row * ROW, 1 + row * ROW + ROW), AES, false, kind === 2 ? UNWRAP : DECRYPT);
      if (kind === 1) keys.set(kid, key);
      else if (kind !== 2) refuse(UNKNOWN);
      else if (kid !== master) refuse(DAMAGED);
      else for (const each in grants) keys.set(each, await unwrapped(key, grants[each], enc("grant", site, pub, seq, kid, each), DAMAGED));
    }
  } finally {
    ring.fill(0);
  }
  return keys;
}
