// Each refusal has its own plain sentence. The names are those of sendsite/publish/seal/refused.py, and five that only a browser meets.
const DAMAGED = "damaged", OLD = "old", UNKNOWN = "unknown-version";
const ASK = "Please tell whoever gave you your code.";
const SENTENCES = {
  "wrong-code": "This code opens nothing here. Compare it with your card, or ask for a new one.",
  "short-code": "A code has four letters and digits, then at least five words. Some of it is missing.",
  "not-yours": "This page belongs to another school or group. Your code does not open it.",
  renewed: "The keys were renewed. Enter your code once more.",
  [DAMAGED]: "This is damaged, so none of it is shown. " + ASK,
  moved: "This page was moved. Begin at this site's first page.",
  [OLD]: "This page is out of date, or the site is being updated. Wait a few minutes, then reload it.",
  [UNKNOWN]: "This page is in a form that is not known here. Reload it. " + ASK,
  "too-large": "This is too large to open. " + ASK,
  "too-old": "This browser is too old for this page. Use a current Chrome, Edge, Firefox or Safari.",
  insecure: "This page needs a safe connection: its address must begin with https://.",
  unreachable: "The site cannot be reached. Try again when you are online."
};
const FORGETS = "This browser keeps nothing, as in a private window, so each page asks for the code.";

function refusal(reason) {
  return { reason };
}
function one(selector) {
  return document.querySelector(selector);
}
function refuse(reason) {
  throw refusal(reason);
}
function sentence(fault) {
  return SENTENCES[fault.reason] || SENTENCES[DAMAGED];
}
