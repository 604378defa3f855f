// Saving what is typed into the matrix: one request at a time, in the order of typing. What is not saved stays on the page, and that is said.
(function () {
  "use strict";
  const place = document.getElementById("deployment"), answer = document.getElementById("grid-answer");
  const line = window.sendsiteGridBar, faults = window.sendsiteFaults;
  if (!place || !answer || !line || !faults) return;
  const { say, announce } = line;
  const inputs = new Map();
  const queue = [];
  let sent = null;     // the step that is on its way
  let refused = null;  // a step that cannot be read: it goes again, whole, with the next edit of one of its cells
  let stopped = "";    // why nothing is sent now: "network", "session", "conflict"; "" while all is well
  const LONGEST_WAIT = 30000, TRY_AGAIN_AFTER = 15000; // milliseconds

  // ---- The cells: a cell is known by its pupil and its member of staff, never by its place.
  const key = (pupil, staff) => JSON.stringify([pupil, staff]);
  const columns = new Map(Array.from(place.querySelectorAll("thead [data-staff]"), (head) => [head.id, head.dataset.staff]));
  function whose(input) {
    const cell = input.closest("[data-col]"), row = input.closest("[data-staff]");
    return { pupil: input.closest("[data-pupil]").dataset.pupil, staff: row ? row.dataset.staff : columns.get("c" + cell.dataset.col) };
  }
  place.querySelectorAll("[data-col] input[data-was]").forEach(function (input) {
    const { pupil, staff } = whose(input);
    inputs.set(key(pupil, staff), input);
    show(input, input.value);
    if (locked(input)) { input.readOnly = true; input.setAttribute("aria-readonly", "true"); }
  });
  const keys = new Map(Array.from(inputs, ([name, input]) => [input, name]));

  function locked(input) { return input.readOnly || input.closest("[data-col]").hasAttribute("data-locked"); }

  // What a cell shows at rest is its default value, so that what is being typed can always be told from it.
  function show(input, text) {
    input.value = input.defaultValue = text;
    input.title = text.length > 9 ? text : "";
    input.size = text.length + 1; // as wide as it grows while it is focused
    const group = /[^\d\s.,+:]/.test(text);
    input.closest("[data-col]").toggleAttribute("data-group", group);
    if (group) input.setAttribute("aria-description", "shared with a group: " + text.replace(/[\d.,+:]+/g, " ").trim().replace(/\s{2,}/g, " and "));
    else input.removeAttribute("aria-description");
    if (document.activeElement === input && !place.querySelector("[data-editing]")) input.select();
  }
  const mark = (input, unsaved) => input.closest("[data-col]").toggleAttribute("data-unsaved", unsaved);

  // ---- The line above: undo, redo, the state in words, try again.
  const mayEdit = Array.from(inputs.values()).some((input) => !locked(input));
  if (mayEdit) { line.button("Undo", "Control+Z", () => back("undo")); line.button("Redo", "Control+Shift+Z", () => back("redo")); }
  const again = line.button("Try again", "", retry), signIn = document.createElement("a");
  again.hidden = signIn.hidden = true;
  signIn.href = "/sign-in"; signIn.target = "_blank"; signIn.textContent = "Sign in (new tab)";
  line.spot.append(signIn);
  line.button("Keys", "?").setAttribute("data-keys", "");

  // ---- Steps: one edit, paste, clearing or filling, which is one step of undo.
  function step(kind, changes) {
    const cells = new Map();
    for (const [input, text] of changes) {
      if (locked(input) || text === input.defaultValue) { input.value = input.defaultValue; continue; }
      show(input, text);
      mark(input, true);
      cells.set(keys.get(input), text);
    }
    if (cells.size) { lineUp(kind, cells); send(); }
    return cells.size;
  }
  function lineUp(kind, cells) {
    const last = queue[queue.length - 1], [first] = cells.keys();
    if (refused && Array.from(cells.keys()).some((name) => refused.cells.has(name))) {
      queue.push({ kind: refused.kind, cells: new Map([...refused.cells, ...cells]) });
      forgive();
    } else if (kind === "edit" && last && last.kind === "edit" && last.cells.has(first)) last.cells.set(first, cells.get(first));
    else queue.push({ kind, cells });
  }
  // Undo takes back what is not saved first: a step that cannot be read, then one that could not be sent.
  function back(kind) {
    if (kind === "undo" && refused) return putBack();
    if (kind === "undo" && stopped && queue.length) return drop(queue.pop());
    queue.push({ kind, cells: new Map() });
    send();
  }
  function drop(last) {
    last.cells.forEach(function (_, name) {
      const input = inputs.get(name), earlier = queue.filter((each) => each.cells.has(name)).pop();
      show(input, earlier ? earlier.cells.get(name) : input.dataset.was);
      mark(input, Boolean(earlier));
    });
    say(queue.length ? trouble[stopped]() : "Nothing is waiting to be saved.", queue.length);
  }

  // What differs from what the server last told. A row that the page does not show any more cannot be asked.
  function asked(cells) {
    return Array.from(cells, ([name, text]) => ({ ...whose(inputs.get(name)), text, was: inputs.get(name).dataset.was })).filter((cell) => cell.text !== cell.was);
  }
  function send() {
    if (sent || !queue.length) return;
    if (stopped) { if (stopped !== "conflict") say(trouble[stopped](), true); return; }
    const next = queue.shift(), values = { scenario: place.dataset.scenario }, isBack = next.kind === "undo" || next.kind === "redo";
    if (!isBack) {
      const cells = asked(next.cells);
      if (!cells.length) {
        next.cells.forEach((_, name) => mark(inputs.get(name), false));
        say("The saved value stands." + unread(), refused);
        return send();
      }
      values.kind = next.kind; values.cells = JSON.stringify(cells);
    }
    sent = next;
    answer.replaceChildren();
    line.sending();
    const where = isBack ? place.dataset[next.kind] : place.dataset.cells;
    htmx.ajax("POST", where, { source: place, target: "#grid-answer", swap: "innerHTML", values }).catch(() => undefined); // told by htmx:afterRequest
  }
  place.addEventListener("htmx:configRequest", (event) => { event.detail.timeout = LONGEST_WAIT; });
  // A session that ended would lead away from this page, and what was typed would be gone; a refusal would take the focus out of the cell.
  place.addEventListener("htmx:beforeOnLoad", (event) => { if (![200, 409, 422].includes(event.detail.xhr.status)) event.preventDefault(); });
  place.addEventListener("htmx:afterRequest", function (event) {
    if (event.target !== place || !sent) return;
    const done = sent, xhr = event.detail.xhr, part = answer.firstElementChild, more = line.answered();
    sent = null;
    if (xhr.status === 200 && part) saved(done, part, more);
    else if (xhr.status === 409 && part && part.hasAttribute("data-conflict")) clash(done, part);
    else if (xhr.status === 409 && !done.cells.size) say((part && part.dataset.said) || wordsOf(xhr) || "That cannot be taken back.");
    else if (xhr.status === 422 || xhr.status === 409) turnedDown(done, part, xhr);
    else { queue.unshift(done); halt(xhr.status === 401 ? "session" : xhr.status ? "refusal" : "network", xhr); }
    send();
  });
  // Totals of rows that a filter leaves out have no place on this page.
  place.addEventListener("htmx:beforeSwap", function (event) {
    if (event.target !== answer || !event.detail.serverResponse.includes("hx-swap-oob")) return;
    const part = new DOMParser().parseFromString(event.detail.serverResponse, "text/html").body;
    part.querySelectorAll("[hx-swap-oob]").forEach((each) => { if (!document.getElementById(each.id)) each.remove(); });
    event.detail.serverResponse = part.innerHTML;
  });
  function wordsOf(xhr) {
    const page = new DOMParser().parseFromString(xhr.responseText || "", "text/html");
    const parts = Array.from(page.querySelectorAll("h1, h2, p"), (part) => part.textContent.trim().replace(/[^.!?]$/, "$&."));
    return (parts.join(" ") || page.body.textContent).replace(/\s+/g, " ").trim().slice(0, 300);
  }

  // ---- Answers.
  const expected = (name) => queue.some((each) => each.cells.has(name)) || Boolean(refused && refused.cells.has(name));
  function settle(part) {
    part.querySelectorAll("i[data-pupil][data-text]").forEach(function (note) {
      const name = key(note.dataset.pupil, note.dataset.staff), input = inputs.get(name);
      if (!input) return;
      input.dataset.was = note.dataset.text;
      if (expected(name)) return;
      mark(input, false);
      if (!input.closest("[data-editing]")) show(input, note.dataset.text); else input.defaultValue = note.dataset.text;
    });
  }
  function saved(done, part, more) {
    done.cells.forEach((_, name) => { if (!expected(name)) mark(inputs.get(name), false); });
    settle(part);
    const refusal = document.getElementById("refusal");
    if (refusal) refusal.replaceChildren();
    say((part.dataset.said || "Saved " + part.dataset.saved + ".") + more + unread(), stopped || refused);
  }
  function turnedDown(done, part, xhr) {
    refused = { kind: done.kind, cells: new Map([...(refused ? refused.cells : []), ...done.cells]) };
    const notes = part ? Array.from(part.querySelectorAll("i[data-fault]")) : [];
    notes.forEach(function (note) {
      const input = inputs.get(key(note.dataset.pupil, note.dataset.staff));
      faults.add(note.dataset.fault, input);
    });
    if (!notes.length) faults.add(wordsOf(xhr) || "This was not taken.", null);
    const count = refused.cells.size;
    say("Not saved: " + (notes.length ? notes[0].dataset.fault : wordsOf(xhr)) + (count > 1 ? " None of the " + count + " cells was saved." : ""), true);
  }

  // ---- What cannot be read is told at its cell by grid-faults.js; here it goes, or the saved values come back.
  const unread = () => (refused ? " Not saved: " + faults.first() : "");
  function forgive() {
    faults.clear(Array.from(refused.cells.keys(), (name) => inputs.get(name)));
    refused = null;
  }
  function putBack() {
    const names = Array.from(refused.cells.keys());
    forgive();
    names.forEach(function (name) { const input = inputs.get(name); show(input, input.dataset.was); mark(input, false); });
    say("The saved values are back.");
    inputs.get(names[0]).focus();
  }
  faults.onPutBack(putBack);

  // ---- Somebody else was quicker: both values, and a choice. Nothing is sent until it is made.
  function clash(done, part) {
    const notes = Array.from(part.querySelectorAll("i[data-pupil]"));
    if (notes.every((note) => note.dataset.text === note.dataset.mine)) return decide(done, notes, false);
    const before = document.activeElement, dialog = document.createElement("dialog");
    stopped = "conflict";
    dialog.className = "grid-clash";
    dialog.setAttribute("aria-label", "Changed by somebody else");
    dialog.append(part);
    document.body.append(dialog);
    const close = function (decision) {
      dialog.remove();
      if (before && before.focus) before.focus();
      if (decision === null) { queue.unshift(done); return halt("conflict"); }
      stopped = "";
      decide(done, notes, decision);
      send();
    };
    dialog.addEventListener("cancel", () => close(null));
    dialog.querySelector("button[data-keep]").addEventListener("click", () => close(false));
    dialog.querySelector("button[data-mine]").addEventListener("click", () => close(true));
    dialog.showModal();
    dialog.querySelector("button[data-keep]").focus();
    announce("Not saved: somebody else changed the same cells.");
  }
  // The rest of the step, which nobody contested, is sent again either way.
  function decide(done, notes, mine) {
    notes.forEach(function (note) {
      const name = key(note.dataset.pupil, note.dataset.staff), input = inputs.get(name);
      if (!input) return;
      input.dataset.was = note.dataset.text;
      if (mine) return;
      done.cells.delete(name);
      if (!expected(name)) { show(input, note.dataset.text); mark(input, false); }
    });
    if (done.cells.size) queue.unshift(done); else say("Theirs is kept.");
  }

  // ---- When nothing can be saved for now.
  const many = () => { const n = queue.reduce((sum, each) => sum + Math.max(1, each.cells.size), 0); return n === 1 ? "1 change is" : n + " changes are"; };
  let reason = "";
  const trouble = {
    network: () => "Not saved: no connection. " + many() + " kept on this page.",
    session: () => "Not saved: your session has ended. " + many() + " kept on this page: sign in, then try again.",
    refusal: () => "Not saved: " + reason + " " + many() + " kept on this page.",
    conflict: () => "Not saved: somebody else changed the same cells.",
  };
  function halt(why, xhr) {
    stopped = why;
    reason = xhr ? wordsOf(xhr) : "";
    again.hidden = false;
    signIn.hidden = why !== "session";
    say(trouble[why](), true);
    if (why === "network") setTimeout(() => { if (stopped === "network") retry(); }, TRY_AGAIN_AFTER);
  }
  async function retry() {
    if (stopped !== "network" && stopped !== "conflict" && !(await newToken())) return say(trouble[stopped](), true);
    stopped = "";
    if (document.activeElement === again) { const stop = place.querySelector("[data-col] input[tabindex='0']"); if (stop) stop.focus(); }
    again.hidden = signIn.hidden = true;
    send();
  }
  window.addEventListener("online", () => { if (stopped === "network") retry(); });
  // After signing in again the page's token is an old one: this address gives a new one, unless it still leads to the sign-in.
  async function newToken() {
    try {
      const page = await fetch(location.href, { credentials: "same-origin" });
      if (page.redirected || !page.ok) return false;
      const meta = new DOMParser().parseFromString(await page.text(), "text/html").querySelector('meta[name="csrf"]');
      document.querySelector('meta[name="csrf"]').content = meta.content;
      return true;
    } catch (_) { return false; }
  }
  window.addEventListener("beforeunload", function (event) {
    if (queue.length || sent || refused || place.querySelector("[data-editing]")) event.preventDefault();
  });

  window.sendsiteGrid = { place, step, back, locked, say, announce, note: line.note };
})();
