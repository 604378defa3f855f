// The form of how a cell's hours are given follows the cell that is focused; the line above the matrix has a way to it.
(function () {
  "use strict";
  const line = window.sendsiteGridBar, place = document.getElementById("deployment"), fold = document.getElementById("manner");
  if (!line || !place || !fold) return;
  const pupil = document.getElementById("w-pupil"), staff = document.getElementById("w-staff"), lock = document.getElementById("w-locked"), mode = document.getElementById("w-mode");
  let cell = null;
  function follow(input) {
    const column = input.closest("td"), row = input.closest("[data-staff]"), head = row || document.getElementById("c" + column.dataset.col);
    cell = input;
    pupil.value = input.closest("[data-pupil]").dataset.pupil;
    staff.value = head.dataset.staff;
    lock.value = mode.value = "";
  }
  function open() {
    if (cell && cell.closest("[data-col]").hasAttribute("data-locked")) lock.value = "no";
    fold.open = true;
    lock.focus();
    fold.scrollIntoView({ block: "nearest" });
  }
  place.addEventListener("focusin", (event) => { if (event.target.matches("[data-col] input[data-was]")) follow(event.target); });
  place.addEventListener("keydown", function (event) {
    if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.key.toLowerCase() !== "l") return;
    event.preventDefault();
    open();
  });
  fold.addEventListener("keydown", (event) => { if (event.key === "Escape" && cell) { fold.open = false; cell.focus(); } });
  const way = line.button("Lock or mode", "Control+Shift+L", open);
  way.classList.add("grid-manner");
  const keys = line.spot.querySelector("[data-keys]");
  if (keys) keys.before(way);
})();
