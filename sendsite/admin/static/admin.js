// What every screen of the admin shares: the token on what htmx sends, focus on what went wrong, a guard around what is not saved.
(function () {
  "use strict";
  var token = document.querySelector('meta[name="csrf"]');
  document.addEventListener("htmx:configRequest", function (event) { event.detail.headers["X-CSRF-Token"] = token ? token.content : ""; });

  function toSummary(within) { var summary = within.querySelector("[data-summary]"); if (summary) summary.focus(); }
  document.addEventListener("DOMContentLoaded", function () { toSummary(document); });
  document.addEventListener("htmx:afterSwap", function (event) { toSummary(event.detail.target); });

  // htmx notes each address in the browser's storage, for a history that is not kept here. An address may hold a name that was searched for.
  function unnote() { try { sessionStorage.removeItem("htmx-current-path-for-history"); } catch (refused) { /* no storage, so nothing is noted */ } }
  unnote();
  ["htmx:pushedIntoHistory", "htmx:replacedInHistory", "htmx:historyRestore"].forEach(function (event) { document.addEventListener(event, unnote); });

  // What was refused is told until something else is done well.
  document.addEventListener("htmx:afterRequest", function (event) {
    var told = document.getElementById("refusal");
    if (event.detail.successful && told) told.replaceChildren();
  });

  var pending = 0, dirty = false, leaving = false;
  document.addEventListener("htmx:beforeRequest", function () { pending++; });
  document.addEventListener("htmx:afterRequest", function () { pending--; });
  document.addEventListener("input", function (event) { if (event.target.form && event.target.form.hasAttribute("data-guard")) dirty = true; });
  document.addEventListener("submit", function () { leaving = true; });
  window.addEventListener("beforeunload", function (event) { if (!leaving && (pending > 0 || dirty)) event.preventDefault(); });

  // A menu closes when something else is done.
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.drop[open]").forEach(function (menu) { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.drop[open]").forEach(function (menu) { menu.open = false; menu.querySelector("summary").focus(); });
  });
})();
