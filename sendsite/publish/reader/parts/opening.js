// One sealed file (sendsite/publish/seal/files.py): what its header says, whether it is what was published, and its content.
function headerOf(bytes) {
  const said = checked(json(bytes), "alg,iv,kid,path,type,v,z");
  if (!["gzip", "none"].includes(said.z)) refuse(UNKNOWN);
  return said;
}
// The content of a file, given its key and the hash that the manifest has. A file that is authentic but another than that is old.
async function contentOf(head, body, key, hash) {
  const { iv, path, z } = headerOf(head), most = path[0] === "s" ? 8000000 : 64000000;
  const plain = await unsealed(key, iv, body, enc("file", head));
  const found = await subtle.digest("SHA-256", joined([u32(head.length), head, body]));
  if (hex(new Uint8Array(found)) !== hash) refuse(OLD);
  const length = plain.length < 4 ? Infinity : new DataView(plain.buffer).getUint32(0);
  if (length > plain.length - 4) refuse(DAMAGED);
  const content = plain.subarray(4, 4 + length);
  if (z === "gzip") return inflated(content, most);
  return content.length > most ? refuse("too-large") : content;
}
// No more is unpacked than may be, however much there is.
async function inflated(content, most) {
  if (!window.DecompressionStream) return (await called("Inflate", dataset.inflate, "too-old"))(content, most, refuse);
  const reader = new Blob([content]).stream().pipeThrough(new DecompressionStream("gzip")).getReader(), parts = [];
  for (let size = 0; ;) {
    const { done, value } = await reader.read().catch(() => refuse(DAMAGED));
    if (done) return joined(parts);
    size += value.length;
    if (size > most) {
      reader.cancel();
      refuse("too-large");
    }
    parts.push(value);
  }
}
