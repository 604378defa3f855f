// The line above the matrix: whether all is saved, in words that do not flicker, with undo, redo, try again, and the keys.
(function () {
  "use strict";
  const place = document.getElementById("deployment"), spot = document.getElementById("grid-bar"), said = document.getElementById("grid-said");
  if (!place || !spot || !said) return;
  const ANNOUNCE_EVERY = 1000, SLOW = 400; // milliseconds
  const state = document.createElement("span");
  spot.className = "grid-bar";
  state.className = "grid-state";
  spot.append(state);

  function button(words, shortcut, action) {
    const made = document.createElement("button");
    made.type = "button"; made.className = "second"; made.textContent = words;
    if (shortcut) made.setAttribute("aria-keyshortcuts", shortcut);
    if (action) made.addEventListener("click", action);
    if (words === "Undo" || words === "Redo") state.before(made); else spot.append(made);
    return made;
  }

  let announced = 0, waiting = 0, slow = 0, noted = "", awaited = false;
  /** Show it at once, and have it read out. `wrong` says that something is not saved. */
  function say(words, wrong) {
    clearTimeout(slow);
    if (state.textContent !== words) state.textContent = words;
    spot.classList.toggle("stopped", Boolean(wrong));
    announce(words);
  }
  /** Have it read out, at most once a second: the last words win. */
  function announce(words) {
    clearTimeout(waiting);
    waiting = setTimeout(function () { announced = Date.now(); said.textContent = words; }, Math.max(100, announced + ANNOUNCE_EVERY - Date.now()));
  }
  /** Words that belong to the answer that is awaited; where none is, they are said at once. */
  function note(words) { if (awaited) noted = " " + words; else say(words); }
  /** Something was sent: only if the answer takes long is that said. */
  function sending() { awaited = true; slow = setTimeout(() => { state.textContent = "Saving…"; }, SLOW); }
  function answered() { awaited = false; clearTimeout(slow); const words = noted; noted = ""; return words; }

  state.textContent = place.querySelector("[data-col] input:not([readonly])") ? "Every change is saved as you make it." : "You may look at this deployment, not change it.";
  window.sendsiteGridBar = { spot, state, button, say, announce, note, sending, answered };
})();
