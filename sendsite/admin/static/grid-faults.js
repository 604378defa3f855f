// What cannot be read in the matrix: kept as typed, with the reason at the cell and all reasons together, and put back only when asked.
(function () {
  "use strict";
  const line = window.sendsiteGridBar, place = document.getElementById("deployment");
  if (!line || !place) return;
  const panel = document.createElement("div"), list = document.createElement("ul"), why = document.createElement("p");
  panel.className = "summary grid-faults"; panel.hidden = true; panel.id = "grid-faults";
  panel.append(list);
  why.className = "grid-why"; why.hidden = true;
  why.setAttribute("aria-hidden", "true"); // it is read out as the line's words, and is the cell's description
  place.append(why);
  const reasons = new Map(); // by input
  let shown = null;          // the input whose reason stands at it

  const putBack = line.button("Put back what was saved", ""), every = line.button("All reasons", "", () => { panel.hidden = !panel.hidden; told(); });
  putBack.hidden = every.hidden = true;
  every.setAttribute("aria-controls", "grid-faults");
  line.spot.append(panel);
  function told() { every.setAttribute("aria-expanded", String(!panel.hidden)); }

  function add(words, input) {
    const item = document.createElement("li"), link = document.createElement(input ? "button" : "span");
    link.textContent = words;
    item.id = "grid-fault-" + list.children.length;
    if (input) {
      link.type = "button"; link.className = "plain";
      link.addEventListener("click", () => { panel.hidden = true; told(); input.focus(); });
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", item.id);
      reasons.set(input, words);
      if (reasons.size === 1) at(input);
    }
    item.append(link);
    list.append(item);
    putBack.hidden = false;
    every.hidden = list.children.length < 2;
    every.textContent = "All " + list.children.length + " reasons";
    told();
  }
  function clear(inputs) {
    inputs.forEach((input) => { input.removeAttribute("aria-invalid"); input.removeAttribute("aria-describedby"); });
    reasons.clear();
    list.replaceChildren();
    panel.hidden = putBack.hidden = every.hidden = true;
    at(null);
  }

  // The reason stands above its cell, for the focus has mostly gone on below it or to its right. It covers no target: a click goes through it.
  function at(input) {
    shown = input && reasons.has(input) ? input : null;
    why.hidden = !shown;
    if (!shown) return;
    why.textContent = reasons.get(shown);
    const cell = shown.closest("td").getBoundingClientRect(), frame = (shown.closest(".grid-frame") || place).getBoundingClientRect();
    const gone = cell.bottom < Math.max(0, frame.top) || cell.top > Math.min(window.innerHeight, frame.bottom) || cell.right < frame.left || cell.left > frame.right;
    why.classList.toggle("gone", gone);
    const above = cell.top - why.offsetHeight - 2, room = document.documentElement.clientWidth - why.offsetWidth - 8;
    why.style.setProperty("--top", (above < line.spot.getBoundingClientRect().bottom ? cell.bottom + 2 : above) + "px");
    why.style.setProperty("--left", Math.max(8, Math.min(room, cell.left)) + "px");
  }
  place.addEventListener("focusin", (event) => { if (event.target.closest("[data-col]")) at(event.target); });
  document.addEventListener("scroll", () => at(shown), { capture: true, passive: true });
  window.addEventListener("resize", () => at(shown));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !panel.hidden) { panel.hidden = true; told(); every.focus(); } });

  window.sendsiteFaults = { add, clear, onPutBack: (action) => putBack.addEventListener("click", action), first: () => (list.firstChild ? list.firstChild.textContent : "") };
})();
