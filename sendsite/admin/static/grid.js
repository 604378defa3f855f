// The matrix under the keyboard and the mouse: one tab stop, moving, ranges, editing in place. Saving is grid-saving.js, the clipboard grid-clipboard.js.
(function () {
  "use strict";
  const saving = window.sendsiteGrid, clipboard = window.sendsiteClipboard, table = document.getElementById("grid");
  if (!saving || !table || table.getAttribute("role") !== "grid") return;
  const bodyRows = Array.from(table.tBodies).flatMap((body) => Array.from(body.rows)).filter((row) => row.querySelector("[data-col] input"));
  if (!bodyRows.length) return;
  const grid = bodyRows.map((row) => Array.from(row.querySelectorAll("[data-col] input")));
  const LAST_ROW = grid.length - 1, LAST_COLUMN = grid[0].length - 1, PAGE = 10, HEAD = -1;
  const LOCKED = "This cell is locked: it stays as it is.";

  // Links in the heads are cells too: above the first row and before the first column, so that the grid stays one tab stop.
  const control = (cell) => (cell ? cell.querySelector("a, button") : null);
  const topLinks = grid[0].map((input) => control(document.getElementById("c" + input.closest("[data-col]").dataset.col)));
  const sideLinks = bodyRows.map((row) => control(row.querySelector("th")));
  const at = (row, column) => (row === HEAD ? topLinks[column] : column === HEAD ? sideLinks[row] : (grid[row] || [])[column]);
  const places = new Map();
  grid.forEach((inputs, row) => inputs.forEach((input, column) => places.set(input, [row, column])));
  topLinks.forEach((link, column) => { if (link) { places.set(link, [HEAD, column]); link.tabIndex = -1; } });
  sideLinks.forEach((link, row) => { if (link) { places.set(link, [row, HEAD]); link.tabIndex = -1; } });

  let row = 0, column = 0;              // where the focus is
  let anchorRow = 0, anchorColumn = 0;  // the other corner of what is selected
  let editing = "";                     // "replace" (typed over), "caret" (F2, double click, touch), "" while moving
  let all = false;                      // Ctrl+A: everything is selected, and the focus stays where it is
  let chosen = [];
  table.setAttribute("aria-multiselectable", "true");
  grid.forEach((inputs) => inputs.forEach((input) => { input.tabIndex = -1; }));
  grid[0][0].tabIndex = 0;

  // ---- Where one is, and what is selected.
  function range() {
    if (all) return { top: 0, bottom: LAST_ROW, left: 0, right: LAST_COLUMN };
    return { top: Math.max(0, Math.min(row, anchorRow)), bottom: Math.max(row, anchorRow), left: Math.max(0, Math.min(column, anchorColumn)), right: Math.max(column, anchorColumn) };
  }
  function selected() {
    const { top, bottom, left, right } = range();
    return grid.slice(top, bottom + 1).map((inputs) => inputs.slice(left, right + 1));
  }
  function paint() {
    chosen.forEach((cell) => cell.removeAttribute("aria-selected"));
    chosen = !inside() ? [] : selected().flat().map((input) => input.closest("td"));
    chosen.forEach((cell) => cell.setAttribute("aria-selected", "true"));
    table.classList.toggle("many", chosen.length > 1);
    if (chosen.length > 1) saving.announce(selected().length + " by " + selected()[0].length + " cells selected");
  }
  function limit(value, least, most) { return Math.max(least, Math.min(most, value)); }
  function go(toRow, toColumn, extend) {
    const toHead = !extend && (toRow === HEAD || toColumn === HEAD) && at(toRow, toColumn);
    if (!toHead) { toRow = limit(toRow, 0, LAST_ROW); toColumn = limit(toColumn, 0, LAST_COLUMN); }
    const from = at(row, column), to = at(toRow, toColumn);
    all = false;
    row = toRow; column = toColumn;
    if (!extend) { anchorRow = row; anchorColumn = column; }
    from.tabIndex = -1;
    to.tabIndex = 0;
    to.focus({ preventScroll: true });
    to.closest("td, th").scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    if (to.select) to.select();
    paint();
  }
  function select(fromRow, fromColumn, toRow, toColumn) {
    anchorRow = toRow; anchorColumn = toColumn;
    go(fromRow, fromColumn, true);
  }
  const here = () => at(row, column);
  const inside = () => row !== HEAD && column !== HEAD;

  // ---- Editing. At rest the text of the cell is selected as a whole, so that whatever is typed, by whatever keyboard, replaces it.
  function edit(how) {
    const input = here();
    if (saving.locked(input)) return saving.say(LOCKED);
    editing = how;
    input.closest("td").setAttribute("data-editing", how);
    if (how === "caret") input.setSelectionRange(input.value.length, input.value.length);
  }
  function rest() {
    const input = here();
    editing = "";
    input.closest("td").removeAttribute("data-editing");
    return input;
  }
  function commit() {
    if (!editing) return;
    const input = rest();
    saving.step("edit", [[input, input.value.trim()]]);
    if (document.activeElement === input) input.select();
  }
  function restore() {
    const input = rest();
    input.value = input.defaultValue;
    input.select();
  }

  // ---- What is done to the selection as a whole: each is one step of undo.
  function clear() { saving.step("clear", selected().flat().map((input) => [input, ""])); }
  function fillDown() {
    const cells = selected(), { top, left } = range();
    const source = (along) => (cells.length > 1 ? cells[0][along] : at(Math.max(0, top - 1), left + along));
    saving.step("fill", cells.flatMap((inputs) => inputs.map((input, along) => [input, source(along).defaultValue])));
  }
  function fillRight() {
    const cells = selected(), { top, left } = range();
    const source = (down) => (cells[0].length > 1 ? cells[down][0] : at(top + down, Math.max(0, left - 1)));
    saving.step("fill", cells.flatMap((inputs, down) => inputs.map((input) => [input, source(down).defaultValue])));
  }
  function copy(event) {
    if (editing || !inside()) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", clipboard.textOf(selected().map((inputs) => inputs.map((input) => input.defaultValue))));
    const count = selected().flat().length;
    saving.announce(count + (count === 1 ? " cell" : " cells") + (event.type === "cut" ? " cut" : " copied"));
    if (event.type === "cut") clear();
  }
  function paste(event) {
    if (editing || !inside()) return;
    event.preventDefault();
    const text = event.clipboardData.getData("text/plain");
    if (!text.trim()) return;
    const { top, left } = range(), found = clipboard.pasted(text, grid, range(), saving.locked);
    const count = saving.step("paste", found.changes);
    select(top, left, found.bottom, found.right);
    const words = [];
    if (found.outside) words.push((found.outside === 1 ? "1 cell" : found.outside + " cells") + " fell outside the grid.");
    if (found.locked) words.push((found.locked === 1 ? "1 cell is" : found.locked + " cells are") + " locked and left as before.");
    if (!count) words.unshift("Nothing was different.");
    if (words.length) saving.note(words.join(" "));
  }

  // ---- Keys.
  const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-PAGE, 0], PageDown: [PAGE, 0] };
  function moved(event) {
    const move = MOVES[event.key], far = event.ctrlKey || event.metaKey;
    if (!move) return false;
    const step = far && !event.key.startsWith("Page") ? 1e6 : 1;
    let toRow = row + move[0] * step, toColumn = column + move[1] * step;
    if (step > 1 || event.key.startsWith("Page")) { toRow = limit(toRow, Math.min(row, 0), LAST_ROW); toColumn = limit(toColumn, Math.min(column, 0), LAST_COLUMN); }
    go(toRow, toColumn, event.shiftKey);
    return true;
  }
  function whileEditing(event) {
    const caret = editing === "caret", sideways = event.key === "ArrowLeft" || event.key === "ArrowRight", upright = event.key === "ArrowUp" || event.key === "ArrowDown";
    if (event.key === "Escape") { restore(); return true; }
    if (event.key === "F2") { commit(); return true; }
    if (event.key === "Tab") { commit(); return false; }
    if (event.key === "Enter") { commit(); go(row + (event.shiftKey ? -1 : 1), column, false); return true; }
    if (upright || (sideways && !caret && !event.shiftKey)) {
      commit();
      go(row + MOVES[event.key][0], column + MOVES[event.key][1], false);
      return true;
    }
    return false;
  }
  function withControl(event) {
    switch (event.key.toLowerCase()) {
      case "a": selectAll(); return true;
      case "z": saving.back(event.shiftKey ? "redo" : "undo"); return true;
      case "y": saving.back("redo"); return true;
      case "d": if (inside()) fillDown(); return true;
      case "r": if (event.shiftKey) return false; if (inside()) fillRight(); return true;
      case "home": go(0, 0, event.shiftKey); return true;
      case "end": go(LAST_ROW, LAST_COLUMN, event.shiftKey); return true;
      default: return moved(event);
    }
  }
  function selectAll() {
    if (!inside()) go(Math.max(0, row), Math.max(0, column), false);
    all = true;
    here().select();
    paint();
  }
  function whileMoving(event) {
    if (event.ctrlKey || event.metaKey) return withControl(event);
    if (moved(event)) return true;
    const head = !inside();
    switch (event.key) {
      case "Home": go(row, 0, event.shiftKey); return true;
      case "End": go(row, LAST_COLUMN, event.shiftKey); return true;
      case "Enter": if (head) return false; go(row + (event.shiftKey ? -1 : 1), column, false); return true;
      case "F2": if (!head) edit("caret"); return true;
      case "Delete": if (!head) clear(); return true;
      case "Escape": go(row, column, false); return true;
      default: if (!head && event.key.length === 1 && saving.locked(here())) saving.say(LOCKED); return false;
    }
  }
  table.addEventListener("keydown", function (event) {
    if (!places.has(event.target) || event.altKey || event.isComposing) return;
    if (editing ? whileEditing(event) : whileMoving(event)) event.preventDefault();
  });
  // A cell whose text is longer than its column grows over its neighbours while it is focused, so that no group is hidden.
  function grow(input) {
    const cell = input.closest("td");
    cell.removeAttribute("data-long");
    input.size = Math.max(1, input.value.length + 1);
    cell.toggleAttribute("data-long", input.scrollWidth > input.clientWidth);
  }
  table.addEventListener("input", (event) => { if (event.target.matches("[data-col] input")) grow(event.target); });
  table.addEventListener("focusin", (event) => { if (event.target.matches("[data-col] input")) grow(event.target); });
  table.addEventListener("focusout", (event) => { const cell = event.target.closest("[data-long]"); if (cell) cell.removeAttribute("data-long"); });
  table.addEventListener("input", (event) => { if (!editing && event.target === here()) edit("replace"); });
  table.addEventListener("copy", copy);
  table.addEventListener("cut", copy);
  table.addEventListener("paste", paste);

  // ---- Mouse and touch: a click selects, a drag or shift selects a range, a double click edits. A tap edits at once: there is no F2 on a telephone.
  let touched = false, dragging = false;
  const inputAt = (target) => { const cell = target.closest && target.closest("[data-col]"); return cell ? cell.querySelector("input") : null; };
  table.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; });
  table.addEventListener("mousedown", function (event) {
    const input = inputAt(event.target);
    if (!input || event.button !== 0 || touched || (editing && input === here())) return;
    event.preventDefault();
    commit();
    go(...places.get(input), event.shiftKey);
    dragging = true;
  });
  table.addEventListener("mousemove", function (event) {
    const input = dragging && event.buttons === 1 ? inputAt(event.target) : null;
    if (input && input !== here()) go(...places.get(input), true);
  });
  document.addEventListener("mouseup", () => { dragging = false; });
  table.addEventListener("dblclick", (event) => { if (inputAt(event.target) === here() && !editing) edit("caret"); });
  table.addEventListener("focusin", function (event) {
    const place = places.get(event.target);
    if (!place) return;
    if (event.target !== here()) { here().tabIndex = -1; [row, column] = place; [anchorRow, anchorColumn] = place; all = false; event.target.tabIndex = 0; paint(); }
    if (touched && !editing && event.target.select) edit("caret");
    else if (!editing && event.target.select) event.target.select();
  });
  table.addEventListener("focusout", (event) => { if (editing && event.target === here()) commit(); });

  // ---- What is focused must not lie under the head, the foot or the first and last columns, which stay in view.
  const frame = table.parentElement;
  frame.classList.add("grid-frame");
  function measure() {
    const first = bodyRows[0].cells[0], last = bodyRows[0].cells[bodyRows[0].cells.length - 1];
    frame.style.setProperty("--head", table.tHead.offsetHeight + "px");
    frame.style.setProperty("--foot", (table.tFoot ? table.tFoot.offsetHeight : 0) + "px");
    frame.style.setProperty("--first", first.offsetWidth + "px");
    frame.style.setProperty("--last", (getComputedStyle(last).position === "sticky" ? last.offsetWidth : 0) + "px");
  }
  measure();
  window.addEventListener("resize", measure);

  // How many adults stand beyond the edge, in words: the sideways bar is hidden on many screens until one scrolls.
  const heads = topLinks.map((_, along) => document.getElementById("c" + grid[0][along].closest("[data-col]").dataset.col));
  const beyond = document.createElement("span");
  beyond.className = "grid-beyond"; beyond.setAttribute("aria-hidden", "true"); beyond.hidden = true;
  document.querySelector("#grid-bar [data-keys]").before(beyond);
  function edges() {
    const box = frame.getBoundingClientRect(), last = parseFloat(frame.style.getPropertyValue("--last")), first = parseFloat(frame.style.getPropertyValue("--first"));
    const over = heads.filter((head) => head.getBoundingClientRect().right > box.right - last + 8).length;
    const under = heads.filter((head) => head.getBoundingClientRect().left < box.left + first - 8).length;
    frame.toggleAttribute("data-over", over > 0);
    frame.toggleAttribute("data-under", under > 0);
    beyond.hidden = !over && !under;
    beyond.textContent = (under ? "← " + under + " more staff" : "") + (under && over ? " · " : "") + (over ? over + " more staff →" : "");
  }
  edges();
  frame.addEventListener("scroll", edges, { passive: true });
  window.addEventListener("resize", edges);

  // On paper an input shows one line only: its text is printed instead.
  window.addEventListener("beforeprint", () => grid.flat().forEach((input) => input.closest("td").setAttribute("data-text", input.defaultValue)));
})();
