// The keys of a screen: opened by ? outside of fields, or by its button.
(function () {
  "use strict";
  const dialog = document.getElementById("keys");
  if (!dialog) return;
  let before = null;
  function open() {
    if (dialog.open) return;
    before = document.activeElement;
    dialog.showModal();
  }
  document.addEventListener("keydown", function (event) {
    const field = event.target.closest("input, textarea, select, [contenteditable]");
    const resting = field && field.closest("[role=grid]") && !field.closest("[data-editing]");
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || (field && !resting) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-keys]")) open();
    if (event.target === dialog || event.target.closest("[data-keys-close]")) dialog.close();
  });
  dialog.addEventListener("close", () => { if (before && before.focus) before.focus(); });
})();
