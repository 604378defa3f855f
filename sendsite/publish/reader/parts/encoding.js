// How bytes are written where two programs must agree on every one of them (sendsite/publish/seal/encoding.py).
const ALG = "A256GCM";
const utf8 = new TextEncoder();

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
function u32(number) {
  return new Uint8Array([number >>> 24, number >>> 16, number >>> 8, number]);
}
// The format's name and a label, a zero byte, then each field after its length.
function enc(label, ...fields) {
  const parts = [utf8.encode(`sendsite/1 ${label}\0`)];
  for (const field of fields) {
    const bytes = field instanceof Uint8Array ? field : utf8.encode(String(field));
    parts.push(u32(bytes.length), bytes);
  }
  return joined(parts);
}
function unb64(text) {
  let raw;
  try {
    raw = atob(text);
  } catch {
    refuse(DAMAGED);
  }
  const bytes = new Uint8Array(raw.length);
  for (let at = 0; at < raw.length; at++) bytes[at] = raw.charCodeAt(at);
  return bytes;
}
// What bytes say as JSON.
function json(bytes) {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    refuse(DAMAGED);
  }
}
function hex(bytes) {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
}
// An object with exactly these names, in version 1 and the one algorithm: whatever is not known is refused.
function checked(said, names) {
  if (!said || Object.keys(said).sort().join() !== names || said.v !== 1 || (said.alg || ALG) !== ALG) refuse(UNKNOWN);
  return said;
}
// A code as its owner may type it: capitals, spaces and dashes of any kind do not count, and the handle may stand close to the words.
function normalised(text) {
  const plain = text.normalize("NFKC").replace(/\p{Cf}/gu, "").toLowerCase().split(/[^a-z0-9]+/).filter(Boolean).join("-");
  const [, handle, words] = /^((?:[a-z0-9]-?){0,4})(.*)$/.exec(plain);
  return { handle: handle.replace(/-/g, "").toUpperCase(), words: words.replace(/^-/, "") };
}
