// The gate: what is seen until the page is open, and where the code is typed.
const AGAIN = "sendsite-again";
const part = {};
let busy;
for (const each of document.querySelectorAll("[id^=gate-]")) part[each.id.slice(5)] = each;

function block(name) {
  return unb64(one(`[type$="+${name}"]`).textContent);
}
// The checks in their order; nothing of the page is shown before the last.
async function openPage() {
  if (!subtle) refuse("insecure");
  if (!window.DecompressionStream) refuse("too-old");
  const head = block("header"), path = location.pathname.split("/").filter(Boolean).slice(-3).join("/").replace(/\.html$/, "");
  if (headerOf(head).path !== path) refuse("moved");
  if (!now) await findSite();
  const { content } = await opened(path, head, block("body"));
  delete marks[AGAIN];
  adopt(new TextDecoder().decode(content), path);
}
// Say why the page is not open, and offer what can be done about it.
async function explain(fault) {
  const { reason } = fault, asks = /code|yours|lock|renew/.test(reason);
  if (reason === OLD && database && !marks[AGAIN]) {
    marks[AGAIN] = 1;
    return location.reload();
  }
  part.said.textContent = reason !== "locked" ? sentence(fault) : database ? "" : FORGETS;
  part.form.hidden = !asks;
  part.again.hidden = asks;
  part.code.setAttribute("aria-invalid", /code/.test(reason));
  if (asks) part.code.focus();
  if (reason === "not-yours" && part.own.hidden) {
    part.code.value = part.read.textContent = "";
    addLock(part.ways);
    part.own.href = await ownPages();
    part.own.hidden = false;
  }
}
function typed() {
  const code = normalised(part.code.value);
  part.read.textContent = code.handle && !part.hide.checked ? `Read as: ${code.handle} ${code.words.replace(/-/g, " ")}` : "";
  return code;
}
async function enter(event) {
  event.preventDefault();
  if (busy) return;
  const { handle, words } = typed();
  work(true);
  try {
    if (words.split("-").length < 5) refuse("short-code");
    part.name.value = handle;
    await unlock(handle, words, part.keep.checked);
    await openPage();
    one("main").focus({ preventScroll: true });
  } catch (fault) {
    work(false);
    explain(fault);
  }
}
// While the code is being stretched the field is one that a password manager knows, and the code is not in sight.
function work(on) {
  busy = on;
  part.go.setAttribute("aria-disabled", on);
  part.busy.textContent = on ? "Opening. On an older device this takes a few seconds." : "";
  part.code.type = on || part.hide.checked ? "password" : "text";
  typed();
}
part.form.onsubmit = enter;
part.code.oninput = typed;
part.hide.onchange = () => work(busy);
part.again.onclick = () => location.reload();
part.title.parentNode.classList.add("gate-open");
work(false);
openPage().catch(explain);
