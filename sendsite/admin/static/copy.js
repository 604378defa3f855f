// A text that is shown once: it is selected whole when its field is entered, and copied by a button where the browser can.
(function () {
  "use strict";
  document.querySelectorAll("[data-copy]").forEach(function (button) {
    const field = document.getElementById(button.dataset.copy);
    const said = document.getElementById(button.dataset.said);
    field.addEventListener("focus", () => field.select());
    button.hidden = false;
    button.addEventListener("click", function () {
      const told = (words) => { said.textContent = words; };
      const byHand = () => { field.focus(); told("Press Ctrl+C (on a Mac, Command+C) to copy it."); };
      if (!navigator.clipboard) return byHand();
      navigator.clipboard.writeText(field.value).then(() => told("Copied."), byHand);
    });
  });
})();
