// A page that was opened takes this one's place: its title, language and body, without anything that could run or lead away by itself.
const GOES = "script,meta,base,link,style,iframe,object,embed,template";

function cleaned(page) {
  page.querySelectorAll(GOES).forEach(each => each.remove());
  for (const each of page.querySelectorAll("*")) {
    for (const { name, value } of [...each.attributes]) {
      if (/^on|^style$/i.test(name) || /^\s*javascript:/i.test(value)) each.removeAttribute(name);
    }
  }
}
// Links as they stood on the page. One to a sealed file is marked with that file's path, for no host could answer it; one to a page of others leads nowhere.
function resolved(page, path) {
  const asset = RegExp(`^${ASSET}$`);
  for (const name of ["href", "src"]) {
    for (const each of page.querySelectorAll(`[${name}]:not([${name}^="#"])`)) {
      const address = new URL(each.getAttribute(name), ROOT + path).href, within = address.startsWith(ROOT) ? address.slice(ROOT.length) : "";
      const sealed = asset.test(within), [kind, aud] = within.split("/");
      if (sealed) each.dataset.sealed = within;
      each.setAttribute(name, !sealed ? address : name === "href" ? "#" : "data:,");
      if (kind === "s" && !holds(aud)) each.removeAttribute(name);
    }
  }
}
function adopt(html, path) {
  const page = new DOMParser().parseFromString(policy.createHTML(html), "text/html");
  cleaned(page);
  resolved(page, path);
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  document.body = page.body;
  document.querySelectorAll("img[data-sealed]").forEach(picture);
  document.addEventListener("click", download);
  addLock(one("[data-lock]") || document.body);
  document.dispatchEvent(new Event("sendsite:opened"));
  takeUpPlace();
  // Where a site has no search box its script has no address, and that is refused.
  called("Search", dataset.search).then(search => search(ROOT, held, manifestOf, file), () => {});
}
function made(name, kind, words) {
  const each = document.createElement(name);
  each.className = kind;
  each.textContent = words;
  return each;
}
function addLock(place) {
  const button = made("button", "sealed-lock", "Lock");
  button.type = "button";
  button.onclick = lock;
  place.append(button);
}
async function picture(image) {
  try {
    image.src = await asset(image.dataset.sealed);
  } catch (fault) {
    image.replaceWith(made("span", "sealed-missing", `${image.alt} (${sentence(fault)})`));
  }
}
async function download(event) {
  const link = event.target.closest("a[data-sealed]");
  if (!link) return;
  event.preventDefault();
  const name = link.download || link.textContent, saved = made("a");
  tell(`Opening ${name}.`);
  try {
    saved.href = await asset(link.dataset.sealed);
    saved.download = name;
    saved.click();
    setTimeout(URL.revokeObjectURL, 60000, saved.href);
    tell(`${name} is in your downloads.`);
  } catch (fault) {
    tell(`${name}: ${sentence(fault)}`);
  }
}
// A line below the page, for as long as it takes to read it.
let going;
function tell(words) {
  let line = one(".sealed-told");
  if (!line) {
    line = made("p", "sealed-told");
    line.setAttribute("role", "status");
    document.body.append(line);
  }
  line.textContent = words;
  clearTimeout(going);
  if (words) going = setTimeout(tell, 20000, "");
}
// Where somebody stood before they went on, or the anchor they came for.
function takeUpPlace() {
  const { at } = history.state || {};
  if (at) scrollTo(0, at);
  else if (location.hash) location.replace(location.hash);
  let waiting;
  addEventListener("scroll", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => history.replaceState({ at: scrollY }, ""), 200);
  });
}
