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

  // Before a form goes that somebody typed in: a session that ended would lead away, and what was typed would be gone. After signing in again, in another tab, the
  // token of this page is an old one: the answer has the new one.
  var ACCOUNT = "/account", LONGEST_WAIT = 10000; // milliseconds
  var cleared = new WeakSet(), asking = new WeakSet();
  document.addEventListener("submit", function (event) {
    var form = event.target, button = event.submitter;
    if (!typedIn(form) || cleared.delete(form)) return;
    event.preventDefault();
    event.stopPropagation();
    if (asking.has(form)) return;
    asking.add(form);
    fetch(ACCOUNT, { credentials: "same-origin", signal: AbortSignal.timeout(LONGEST_WAIT) }).then(function (answer) {
      if (answer.redirected) return "session";
      return answer.ok ? answer.text().then(function (page) { renew(page); return ""; }) : "";
    }).catch(function () { return "network"; }).then(function (why) {
      asking.delete(form);
      if (why) return hold(form, why);
      letGo(form);
      cleared.add(form);
      form.requestSubmit(button && button.form === form ? button : null);
    });
  }, true);
  function typedIn(form) {
    var signedIn = document.querySelector('form[action="/sign-out"]');
    return signedIn && form.method === "post" && form.querySelector('input:not([type="hidden"]), select, textarea') !== null;
  }
  document.addEventListener("htmx:beforeOnLoad", function (event) {
    var form = event.target.closest && event.target.closest("form");
    if (event.detail.xhr.status !== 401 || !form || !typedIn(form)) return;
    event.preventDefault();
    hold(form, "session");
  });
  function renew(page) {
    var fresh = new DOMParser().parseFromString(page, "text/html").querySelector('meta[name="csrf"]');
    if (!fresh || !token) return;
    token.content = fresh.content;
    document.querySelectorAll('input[type="hidden"][name="csrf"]').forEach(function (field) { field.value = fresh.content; });
  }
  function letGo(form) { var told = form.querySelector("[data-held]"); if (told) told.remove(); }
  function hold(form, why) {
    letGo(form);
    var told = document.createElement("div"), words = document.createElement("p"), link = document.createElement("a");
    told.className = "summary";
    told.tabIndex = -1;
    told.setAttribute("data-held", "");
    told.setAttribute("role", "alert");
    if (why === "session") {
      words.append("Not saved: your session has ended. What you typed is kept on this page. ", link, ", then come back and save again.");
      link.href = "/sign-in"; link.target = "_blank"; link.rel = "noopener"; link.textContent = "Sign in (new tab)";
    } else words.append("Not saved: no connection. What you typed is kept on this page: save again in a moment.");
    told.append(words);
    form.insertBefore(told, form.firstElementChild);
    told.focus();
  }

  // A menu closes when something else is done.
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.drop[open]").forEach(function (menu) { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.drop[open]").forEach(function (menu) { menu.open = false; menu.querySelector("summary").focus(); });
  });
})();
