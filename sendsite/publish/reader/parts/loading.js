// Files come as scripts that call one function each: that works from a disk too. Their addresses count from this script's own, never from the page's.
const { src, dataset } = document.currentScript, ROOT = new URL(".", src).href;
const ID = "[0-9a-f]{16}", ASSET = `a/${ID}/${ID}`;
const OURS = RegExp(`^(now\\.js\\?\\d+|((reader\\.(search|inflate)\\.|k/)${ID}|m/${ID}\\.${ID}|${ASSET}\\.${ID})\\.js)$`);
const rules = {
  createHTML: text => text,
  createScriptURL(address) {
    if (address.startsWith(ROOT) && OURS.test(address.slice(ROOT.length))) return address;
    throw TypeError(address);
  }
};
const policy = window.trustedTypes ? trustedTypes.createPolicy("sendsite", rules) : rules;

for (const name of ["Now", "Keys", "Manifest", "Asset", "Search", "Inflate"]) {
  window["sendsite" + name] = said => { document.currentScript.said = { [name]: said }; };
}
// What the file at this path says; `missing` is the reason where it is not there.
function called(name, path, missing) {
  return new Promise((done, fail) => {
    const script = document.createElement("script");
    script.onload = () => {
      const said = (script.said || {})[name];
      if (said) done(said);
      else fail(refusal(DAMAGED));
    };
    script.onerror = () => fail(refusal(missing));
    script.src = policy.createScriptURL(ROOT + path);
    document.head.append(script);
    script.remove();
  });
}
