// One pupil at a time: ordinary fields, each saved when it is left. A narrow screen is led here from the grid unless it asked for the grid.
(function () {
  "use strict";
  const saving = window.sendsiteGrid, table = document.querySelector("table.by-pupil");
  const asked = new URLSearchParams(location.search);
  if (document.getElementById("grid") && !asked.has("view") && window.matchMedia("(max-width: 699px)").matches) {
    asked.set("view", "pupils");
    location.replace(location.pathname + "?" + asked);
    return;
  }
  if (!saving || !table) return;
  const fields = Array.from(table.querySelectorAll("[data-col] input"));
  function keep(field) {
    field.closest("td").removeAttribute("data-editing");
    saving.step("edit", [[field, field.value.trim()]]);
  }
  table.addEventListener("input", (event) => event.target.closest("td").setAttribute("data-editing", "caret"));
  table.addEventListener("focusout", (event) => { if (fields.includes(event.target)) keep(event.target); });
  table.addEventListener("keydown", function (event) {
    if (!fields.includes(event.target) || event.isComposing) return;
    if (event.key === "Escape") { event.target.value = event.target.defaultValue; event.target.closest("td").removeAttribute("data-editing"); }
    if (event.key !== "Enter") return;
    event.preventDefault();
    const next = fields[fields.indexOf(event.target) + (event.shiftKey ? -1 : 1)];
    keep(event.target);
    if (next) next.focus();
  });
  // Without scripts the choice has a button; with them it is enough to choose.
  const choice = document.getElementById("one-pupil");
  if (choice) choice.addEventListener("change", () => choice.form.requestSubmit());
})();
