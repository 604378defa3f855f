// The register's list: tick all that are shown, and say how many are ticked. Without it every row is ticked by itself.
(function () {
  "use strict";
  function boxes() { return Array.prototype.slice.call(document.querySelectorAll('#many input[name="tick"]')); }
  function tell() {
    var every = boxes(), count = every.filter(function (box) { return box.checked; }).length;
    var all = document.querySelector("#many [data-all]"), said = document.querySelector("#many [data-ticked]");
    if (!all) return;
    all.hidden = false;
    var box = all.querySelector("input");
    box.checked = count > 0 && count === every.length;
    box.indeterminate = count > 0 && count < every.length;
    said.textContent = count ? "(" + count + ")" : "";
  }
  document.addEventListener("change", function (event) {
    if (event.target.closest("#many [data-all]")) boxes().forEach(function (box) { box.checked = event.target.checked; });
    if (event.target.closest("#many")) tell();
  });
  document.addEventListener("htmx:afterSettle", tell);
  document.addEventListener("DOMContentLoaded", tell);
})();
