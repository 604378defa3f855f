// The search box: over all pages that this reader may open, out of the sealed index of each audience (sendsite/publish/search.py).
// The reader calls this once a page is open, and gives what is needed to open an index; the indexes are loaded when the box is first used.
sendsiteSearch((root, held, manifestOf, file) => {
  "use strict";
  const MOST = 30, AROUND = 90;
  const STOP = new Set("a an and are as at be by for from has have in is it its of on or that the their this to was were what which with".split(" "));
  const form = made("form", "sealed-search"), field = made("input"), found = made("section", "sealed-found"), said = made("p"), list = made("ol"), shut = made("button", "", "Close");
  let loading, waiting;

  function made(name, kind = "", words = "") {
    const each = document.createElement(name);
    each.className = kind;
    each.textContent = words;
    return each;
  }
  function plain(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }
  // Each word with a blank before it, so that a word's beginning can be looked for. Numbers keep their points and commas.
  function words(text) {
    return (plain(text).match(/[\p{L}\p{N}]+(?:[.,][\p{L}\p{N}]+)*/gu) || []).map(word => " " + word);
  }
  function asked() {
    const all = words(field.value), telling = all.filter(word => !STOP.has(word.slice(1)));
    return telling.length ? telling : all;
  }
  // Every passage that can be found, once each, however many audiences have it; and whether an index was missing.
  async function load() {
    const audiences = new Set(Array.from(held.values(), each => each.aud).filter(Boolean)), pages = new Map();
    let missing = 0;
    await Promise.all(Array.from(audiences, async aud => {
      try {
        const { search } = await manifestOf(aud), { content } = await file(search), index = JSON.parse(new TextDecoder().decode(content));
        if (index.v !== 1) missing++;
        else for (const page of index.pages) pages.set(page[0], page);
      } catch {
        missing++;
      }
    }));
    return { entries: Array.from(pages.values()).flatMap(entriesOf), missing };
  }
  function entriesOf([path, title, term, sections]) {
    const address = root + path, first = { address, title, term, heading: "", passages: [], titleWords: words(title).join(""), headingWords: "", bodies: [] };
    return [first, ...sections.map(([anchor, heading, ...passages]) => ({
      ...first, address: address + (anchor && "#" + anchor), heading, passages, headingWords: words(heading).join(""), bodies: passages.map(each => words(each).join(""))
    }))];
  }
  // How well an entry answers, 0 where a word is missing or only the title has it all, which the page's first entry answers.
  function answer(entry, wanted) {
    const { titleWords, headingWords, bodies } = entry, own = headingWords + bodies.join("");
    if (!wanted.every(word => (titleWords + own).includes(word))) return null;
    const hits = bodies.map(body => wanted.filter(word => body.includes(word)).length), best = Math.max(0, ...hits);
    const inHeading = wanted.filter(word => headingWords.includes(word)).length, whole = wanted.filter(word => (titleWords + own + " ").includes(word + " ")).length;
    if (entry.heading || bodies.length ? !best && !inHeading : !titleWords) return null;
    const score = 4 * inHeading + 2 * best + whole + (entry.heading ? 0 : 3) - (entry.term ? 5 : 0);
    return { entry, score, passage: best ? entry.passages[hits.indexOf(best)] : "" };
  }
  function shortened(passage, wanted) {
    const at = Math.max(0, plain(passage).indexOf(wanted[0].slice(1)) - AROUND), end = at + 2 * AROUND;
    return (at ? "… " : "") + passage.slice(at && passage.indexOf(" ", at) + 1, end) + (end < passage.length ? " …" : "");
  }
  function shown({ entry, passage }, wanted) {
    const item = made("li"), link = made("a", "", entry.heading || entry.title);
    link.href = entry.address;
    link.onclick = close;
    item.append(link);
    if (entry.heading) item.append(made("span", "", entry.title + (entry.term && ` (${entry.term})`)));
    else if (entry.term) item.append(made("span", "", entry.term));
    if (passage) item.append(made("p", "", shortened(passage, wanted)));
    return item;
  }
  async function search() {
    const wanted = asked();
    if (!wanted.length) return close();
    if (!found.isConnected) (document.querySelector("main") || document.body.firstChild).before(found);
    if (!loading) said.textContent = "Opening the search index.";
    const { entries, missing } = await (loading = loading || load());
    if (wanted.join() !== asked().join()) return;
    const answers = entries.map(entry => answer(entry, wanted)).filter(Boolean).sort((one, other) => other.score - one.score);
    const much = answers.length > MOST ? `The best ${MOST} of ${answers.length} places` : answers.length === 1 ? "1 place" : `${answers.length || "No"} places`;
    said.textContent = `${much} for “${field.value.trim()}” in the pages you may open.${answers.length ? "" : " Try one word, or only its beginning."}`
      + (missing ? " Part of the site could not be searched." : "");
    list.replaceChildren(...answers.slice(0, MOST).map(each => shown(each, wanted)));
  }
  function toResults() {
    const first = list.querySelector("a");
    if (first) first.focus();
  }
  function close() {
    list.replaceChildren();
    found.remove();
  }
  function away() {
    field.value = "";
    close();
    field.focus();
  }

  form.setAttribute("role", "search");
  field.type = "search";
  field.placeholder = "Search";
  field.autocomplete = "off";
  field.setAttribute("aria-label", "Search the pages you may open");
  field.enterKeyHint = "search";
  shut.type = "button";
  shut.onclick = away;
  found.setAttribute("aria-label", "Search results");
  said.setAttribute("role", "status");
  form.append(field);
  found.append(said, shut, list);
  form.onsubmit = event => {
    event.preventDefault();
    clearTimeout(waiting);
    search().then(toResults);
  };
  field.oninput = () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 200);
  };
  document.addEventListener("keydown", event => {
    const { key, target } = event, inside = form.contains(target) || found.contains(target);
    if (key === "Escape" && inside) {
      away();
    } else if (key === "ArrowDown" && target === field) {
      event.preventDefault();
      toResults();
    }
  });
  const place = document.body.querySelector("[data-search]"), lock = document.querySelector(".sealed-lock");
  if (place) place.append(form);
  else if (lock.parentNode === document.body) document.body.prepend(form);
  else lock.before(form);
});
