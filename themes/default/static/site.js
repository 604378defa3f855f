// Light or dark by choice, sortable tables, a filter for long ones, and a word where the newest figures have grown old. Every page works without it.
(function () {
  "use strict";
  var root = document.documentElement;
  var looks = ["auto", "light", "dark"];
  function kept() { try { var look = localStorage.getItem("look"); return looks.indexOf(look) < 0 ? "auto" : look; } catch (_) { return "auto"; } }
  function put(look) {
    if (look === "auto") root.removeAttribute("data-theme"); else root.setAttribute("data-theme", look);
    try { localStorage.setItem("look", look); } catch (_) { /* a browser that keeps nothing */ }
  }
  root.classList.add("js");
  if (kept() !== "auto") root.setAttribute("data-theme", kept());

  function lookButton(button) {
    var words = button.querySelector("[data-look-words]"), look = kept();
    function say() { words.textContent = look.charAt(0).toUpperCase() + look.slice(1); }
    say();
    button.addEventListener("click", function () { look = looks[(looks.indexOf(look) + 1) % looks.length]; put(look); say(); });
  }

  // Bands are sorted as bands, from the weakest up.
  var bands = { low: 0, moderate: 1, high: 2, red: 0, amber: 1, green: 2 };
  // A marked cell ([c], [x], [z], [u]) has no value and stands last in both directions; [low] is next to nought.
  function value(cell) {
    var text = cell.getAttribute("data-v") || cell.textContent.trim();
    if (/^\[[cxzu]\]$/.test(text)) return null;
    if (text === "[low]") return 0.001;
    if (text === "under 1%") return 0.5;
    var number = parseFloat(text.replace(/[£,\s]/g, "").replace(/^[−–]/, "-").replace(/^\+/, ""));
    if (bands.hasOwnProperty(text.toLowerCase())) return bands[text.toLowerCase()];
    return cell.classList.contains("n") && !isNaN(number) ? number : text.toLowerCase();
  }
  function sort(table, at, up) {
    var body = table.tBodies[0], rows = Array.from(body.rows);
    rows.map(function (row, place) { return { row: row, place: place, v: value(row.cells[at]), total: row.classList.contains("total") }; })
      .sort(function (a, b) {
        if (a.total !== b.total) return a.total ? 1 : -1;
        if (a.v === null || b.v === null) return (a.v === null) - (b.v === null) || a.place - b.place;
        var order = typeof a.v === "number" && typeof b.v === "number" ? a.v - b.v : String(a.v).localeCompare(String(b.v), "en-GB", { numeric: true });
        return (up ? order : -order) || a.place - b.place;
      }).forEach(function (each) { body.appendChild(each.row); });
  }
  function sortable(table) {
    var heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach(function (head, at) {
      var button = document.createElement("button");
      button.type = "button"; button.className = "sort";
      while (head.firstChild) button.appendChild(head.firstChild);
      head.appendChild(button);
      button.addEventListener("click", function () {
        var up = head.getAttribute("aria-sort") === "descending" || (!head.hasAttribute("aria-sort") && !head.classList.contains("n"));
        heads.forEach(function (each) { each.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        sort(table, at, up);
      });
    });
  }
  // Only a table that is wider than its frame is a stop on the way through a page.
  function stop(frame) {
    var name = frame.getAttribute("aria-label");
    function look() {
      if (frame.closest("details:not([open])")) return;
      if (frame.scrollWidth > frame.clientWidth) { frame.tabIndex = 0; frame.setAttribute("role", "region"); frame.setAttribute("aria-label", name); }
      else { frame.removeAttribute("tabindex"); frame.removeAttribute("role"); frame.removeAttribute("aria-label"); }
    }
    look();
    if (window.ResizeObserver) new ResizeObserver(look).observe(frame);
  }
  function filterable(table, number) {
    var box = document.createElement("p"), label = document.createElement("label"), input = document.createElement("input"), count = document.createElement("span");
    box.className = "sieve"; input.type = "search"; input.id = label.htmlFor = "sieve-" + number; label.textContent = "Show rows with"; count.setAttribute("role", "status");
    box.append(label, input, count);
    table.parentElement.before(box);
    input.addEventListener("input", function () {
      var wanted = input.value.trim().toLowerCase(), left = 0, rows = Array.from(table.tBodies[0].rows);
      rows.forEach(function (row) { row.hidden = row.textContent.toLowerCase().indexOf(wanted) < 0; if (!row.hidden) left += 1; });
      count.textContent = wanted ? left + " of " + rows.length + " rows" : "";
    });
  }
  // On a narrow screen the tab of the page itself may lie beyond the edge of the strip: bring it to the middle.
  function reveal(tab) {
    var strip = tab.closest("ul"), seen = strip.getBoundingClientRect(), own = tab.getBoundingClientRect();
    strip.scrollLeft += own.left + own.width / 2 - seen.left - seen.width / 2;
  }
  // A copy that was kept does not know that it is old. The newest term's pages carry the day of their figures; a past term's have their banner.
  var OLD_MONTHS = 9;
  function age(newest) {
    var then = new Date(newest.getAttribute("datetime") + "T00:00:00"), now = new Date(), limit = new Date(then), main = document.querySelector("main");
    limit.setMonth(limit.getMonth() + OLD_MONTHS);
    if (!main || !(now > limit) || document.querySelector(".banner.aged")) return;
    var months = (now.getFullYear() - then.getFullYear()) * 12 + now.getMonth() - then.getMonth() - (now.getDate() < then.getDate() ? 1 : 0);
    var banner = document.createElement("aside"), wrap = document.createElement("div"), words = document.createElement("p");
    banner.className = "banner aged"; banner.setAttribute("aria-label", "Age of these figures"); wrap.className = "wrap";
    words.textContent = "These figures are " + months + " months old; ask the trust office for newer ones.";
    wrap.append(words); banner.append(wrap); main.before(banner);
  }
  function begin() {
    document.querySelectorAll("time[data-newest]").forEach(age);
    document.querySelectorAll("a.lasting").forEach(function (link) { link.setAttribute("data-address", link.href); });
    document.querySelectorAll("[data-look]").forEach(lookButton);
    document.querySelectorAll(".tabs [aria-current]").forEach(reveal);
    document.querySelectorAll(".scroll[tabindex]").forEach(stop);
    document.querySelectorAll("table[data-sort]").forEach(sortable);
    document.querySelectorAll("table[data-filter]").forEach(filterable);
  }
  // A sealed page comes to stand in its shell only when it was opened, once.
  document.addEventListener("DOMContentLoaded", begin);
  document.addEventListener("sendsite:opened", begin);
  document.addEventListener("click", function (event) {
    document.querySelectorAll(".drop[open]").forEach(function (menu) { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener("keydown", function (event) {
    var menu = event.key === "Escape" && document.activeElement && document.activeElement.closest(".drop[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });
})();
