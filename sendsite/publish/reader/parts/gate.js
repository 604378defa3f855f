// The gate: what is seen until the page is open, and where the code is typed.
const AGAIN = "sendsite-again";
const part = {};
// Whether a code stands in the field that has opened nothing yet: it is not to be lost.
let busy, typing;
for (const each of document.querySelectorAll("[id^=gate-]")) part[each.id.slice(5)] = each;

function block(name) {
  return unb64(one(`[type$="+${name}"]`).textContent);
}
// The checks in their order; nothing of the page is shown before the last.
async function openPage() {
  if (!subtle) refuse(isSecureContext ? "too-old" : "insecure");
  const head = block("header"), path = location.pathname.split("/").filter(Boolean).slice(-3).join("/").replace(/\.html$/, "");
  if (headerOf(head).path !== path) refuse("moved");
  if (!now) await findSite();
  const { content } = await opened(path, head, block("body"));
  delete marks[AGAIN];
  adopt(new TextDecoder().decode(content), path);
}
// Say why the page is not open, and offer what can be done about it.
async function explain(fault) {
  const { reason } = fault, asks = typing || /yours|lock|renew/.test(reason), own = reason === "not-yours" && await ownPages().catch(() => {});
  if (own && location.hash === "#own-pages") return location.replace(own);
  if (reason === OLD && database && !typing && !marks[AGAIN]) {
    marks[AGAIN] = 1;
    return location.reload();
  }
  part.said.textContent = reason !== "locked" ? sentence(fault) : database ? "" : FORGETS;
  part.form.hidden = !asks;
  part.again.hidden = asks;
  part.code.setAttribute("aria-invalid", /code/.test(reason));
  if (own) {
    if (part.own.hidden) addLock(part.ways);
    part.code.value = part.read.textContent = "";
    part.own.href = own;
    part.own.hidden = false;
    part.own.focus();
  } else if (asks) part.code.focus();
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
  work(typing = true);
  try {
    if (words.split("-").length < 5) refuse("short-code");
    part.name.value = handle;
    await unlock(handle, words, part.keep.checked);
    typing = false;
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
