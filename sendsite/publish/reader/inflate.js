// What gzip packed, unpacked (RFC 1951, RFC 1952), for browsers that cannot do it themselves: Safari before 16.4, Firefox before 113, Chrome before 80.
// The reader loads this there and nowhere else. What it is given was authenticated, so it has no checksum of its own.
sendsiteInflate((packed, most, refuse) => {
  "use strict";
  const HEAD = 10, ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  let at = HEAD, bit = 0, size = 0, out = new Uint8Array(65536);

  function damaged() {
    refuse("damaged");
  }
  function bits(count) {
    let value = 0;
    for (let place = 0; place < count; place++) {
      if (at >= packed.length) damaged();
      value |= (packed[at] >> bit & 1) << place;
      bit = (bit + 1) % 8;
      if (!bit) at++;
    }
    return value;
  }
  function put(byte) {
    if (size === most) refuse("too-large");
    if (size === out.length) {
      const larger = new Uint8Array(2 * size);
      larger.set(out);
      out = larger;
    }
    out[size++] = byte;
  }
  // A code by the lengths of its words: how many words there are of each length, and what they mean, shortest first.
  function codeOf(lengths) {
    const counts = new Array(16).fill(0), meant = [];
    for (const length of lengths) counts[length]++;
    for (let length = 1; length < 16; length++) lengths.forEach((each, meaning) => each === length && meant.push(meaning));
    return { counts, meant };
  }
  function next({ counts, meant }) {
    for (let length = 1, word = 0, first = 0, before = 0; length < 16; length++) {
      word |= bits(1);
      if (word - first < counts[length]) return meant[before + word - first];
      before += counts[length];
      first = (first + counts[length]) << 1;
      word <<= 1;
    }
    return damaged();
  }
  function fixed() {
    const letters = Array.from({ length: 288 }, (_, each) => each < 144 ? 8 : each < 256 ? 9 : each < 280 ? 7 : 8);
    return [codeOf(letters), codeOf(new Array(30).fill(5))];
  }
  // The two codes of a block that brings its own.
  function brought() {
    const letters = bits(5) + 257, distances = bits(5) + 1, count = bits(4) + 4, short = new Array(19).fill(0), lengths = [];
    for (let each = 0; each < count; each++) short[ORDER[each]] = bits(3);
    const code = codeOf(short);
    while (lengths.length < letters + distances) {
      const said = next(code);
      if (said < 16) lengths.push(said);
      else {
        if (said === 16 && !lengths.length) damaged();
        const again = said === 16 ? lengths[lengths.length - 1] : 0, times = said === 16 ? 3 + bits(2) : said === 17 ? 3 + bits(3) : 11 + bits(7);
        for (let each = 0; each < times; each++) lengths.push(again);
      }
    }
    return [codeOf(lengths.slice(0, letters)), codeOf(lengths.slice(letters, letters + distances))];
  }
  function lengthOf(said) {
    if (said < 8) return said + 3;
    const more = (said >> 2) - 1;
    return said === 28 ? 258 : said > 28 ? damaged() : ((4 | said & 3) << more) + 3 + bits(more);
  }
  function distanceOf(said) {
    if (said < 4) return said + 1;
    const more = (said >> 1) - 1;
    return said > 29 ? damaged() : ((2 | said & 1) << more) + 1 + bits(more);
  }
  function block([letters, distances]) {
    for (let said; (said = next(letters)) !== 256;) {
      if (said < 256) put(said);
      else {
        const length = lengthOf(said - 257), distance = distanceOf(next(distances));
        if (distance > size) damaged();
        for (let each = 0; each < length; each++) put(out[size - distance]);
      }
    }
  }
  function stored() {
    if (bit) bits(8 - bit);
    const length = bits(16);
    if ((bits(16) ^ length) !== 65535) damaged();
    for (let each = 0; each < length; each++) put(bits(8));
  }

  // No name, no time and nothing further in the head: a publisher writes none.
  if (packed[0] !== 31 || packed[1] !== 139 || packed[2] !== 8 || packed[3]) damaged();
  for (let last = 0; !last;) {
    last = bits(1);
    const kind = bits(2);
    if (kind === 3) damaged();
    if (kind) block(kind === 1 ? fixed() : brought());
    else stored();
  }
  if (bit) at++;
  if (at + 8 !== packed.length || new DataView(packed.buffer, packed.byteOffset + at + 4).getUint32(0, true) !== size) damaged();
  return out.subarray(0, size);
});
