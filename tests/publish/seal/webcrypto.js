// The format sendsite/1 written a second time, from docs/sealing.md alone and with WebCrypto: a witness that page and code agree.
// `witness(given)` seals what it is given and answers with the bytes; tools/webcrypto_vectors.py keeps them.

const text = (string) => new TextEncoder().encode(string);
const fromHex = (hex) => Uint8Array.from(hex.match(/../g) || [], (pair) => parseInt(pair, 16));
const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const b64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
const u32 = (number) => new Uint8Array([number >>> 24, number >>> 16, number >>> 8, number]);

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function enc(label, ...fields) {
  const bytes = fields.map((field) => (field instanceof Uint8Array ? field : text(String(field))));
  return joined(text(label), new Uint8Array(1), ...bytes.flatMap((field) => [u32(field.length), field]));
}

function canonical(value) {
  if (typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

async function nonce(ivKey, keyId, x, plain) {
  const key = await crypto.subtle.importKey("raw", ivKey, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const signed = await crypto.subtle.sign("HMAC", key, enc("sendsite/1 iv", keyId, x, plain));
  return new Uint8Array(signed).slice(0, 12);
}

async function seal(key, iv, aad, plain) {
  const secret = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
  return new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: aad }, secret, plain));
}

async function box(key, keyId, ivKey, aad, plain) {
  const iv = await nonce(ivKey, keyId, aad, plain);
  return { body: b64(await seal(key, iv, aad, plain)), iv: b64(iv) };
}

function padded(content) {
  const length = 4 + content.length;
  const exponent = Math.floor(Math.log2(length));
  const step = 2 ** Math.max(exponent - (Math.floor(Math.log2(exponent)) + 1), 0);
  const shown = Math.max(Math.ceil(length / 2048) * 2048, Math.ceil(length / step) * step);
  return joined(u32(content.length), content, new Uint8Array(shown - length));
}

async function squeezed(content) {
  const stream = new Blob([content]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function sealFile(ivKey, file) {
  const content = fromHex(file.content);
  const fields = { alg: "A256GCM", kid: file.kid, path: file.path, type: file.type, v: 1, z: file.z };
  const plain = padded(file.z === "gzip" ? await squeezed(content) : content);
  const iv = await nonce(ivKey, file.kid, text(canonical(fields)), plain);
  const header = text(canonical({ ...fields, iv: b64(iv) }));
  const body = await seal(fromHex(file.key), iv, enc("sendsite/1 file", header), plain);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", joined(u32(header.length), header, body)));
  return { path: file.path, header: new TextDecoder().decode(header), body: b64(body), hash: toHex(hash) };
}

async function sealSlot(given, ivKey) {
  const salt = fromHex(given.salt);
  const words = await crypto.subtle.importKey("raw", text(given.words), "PBKDF2", false, ["deriveBits"]);
  const stretch = { name: "PBKDF2", hash: "SHA-256", salt, iterations: 600000 };
  const kek = new Uint8Array(await crypto.subtle.deriveBits(stretch, words, 256));
  const aad = enc("sendsite/1 slot", given.site, given.handle, 600000, salt);
  const wrapped = await box(kek, `slot ${given.handle}`, ivKey, aad, fromHex(given.reader_key));
  return { ...wrapped, iterations: 600000, salt: b64(salt), type: "PBKDF2-HMAC-SHA256" };
}

async function witness(given) {
  const ivKey = fromHex(given.iv_key);
  const { site, pub, seq, handle, kid, key, aud, master } = given;
  const files = [];
  for (const file of given.files) files.push(await sealFile(ivKey, file));

  const ring = new Uint8Array(512);
  ring.set(joined(new Uint8Array([1, 1]), fromHex(kid), fromHex(key)));
  const reader = {
    slot: await sealSlot(given, ivKey),
    ring: await box(fromHex(given.reader_key), `ring ${handle}`, ivKey, enc("sendsite/1 ring", site, pub, seq, handle), ring),
  };
  const grantAad = enc("sendsite/1 grant", site, pub, seq, master.kid, kid);
  const named = { pub, seq, site, v: 1 };
  const keyring = {
    ...named,
    alg: "A256GCM",
    audiences: { [kid]: aud },
    grants: { [kid]: await box(fromHex(master.key), master.kid, ivKey, grantAad, fromHex(key)) },
    master: master.kid,
    readers: { [handle]: reader },
  };
  const hashes = Object.fromEntries(files.map((file) => [file.path, file.hash]));
  const listed = text(canonical({ ...hashes, start: files[0].path }));
  const manifestAad = enc("sendsite/1 manifest", site, pub, seq, aud, kid);
  const manifest = { ...named, alg: "A256GCM", aud, kid, ...(await box(fromHex(key), kid, ivKey, manifestAad, listed)) };
  return {
    files,
    site: {
      "now.js": `sendsiteNow(${canonical(named)})`,
      [`k/${pub}.js`]: `sendsiteKeys(${canonical(keyring)})`,
      [`m/${aud}.${pub}.js`]: `sendsiteManifest(${canonical(manifest)})`,
    },
  };
}
