// The page around the screens. It says which language it is in, has Streamlit's own words in it, tells buttons apart that are
// called alike, and keeps one step of the browser's history for each thing that was looked at.

let given = null; // what Streamlit handed over last
let exact = new Map(); // Streamlit's words that hold no value, and what they are in the reader's language
let patterns = []; // [expression, words] of those that hold one
let before = new Map(); // what stood for them in the language before
let due = false;

// Where Streamlit says something of its own. Texts of documents stand in none of these.
const OWN = [
  "[data-testid=InputInstructions]",
  "[data-testid=stFileUploader]",
  "[data-testid=stFileUploaderDropzone]",
  "[data-testid=stStatusWidget]",
  "[data-testid=stElementToolbar]",
  "[data-testid=stMainMenuPopover]",
  "[data-testid=stMainMenuList]",
  "[data-testid=stTooltipErrorContent]",
  "[data-testid=stSelectboxVirtualDropdownEmpty]",
  "[role=listbox]:not(:has([role=option]))",
  "[role=tooltip]",
  "[role=dialog] h2",
  "[role=dialog]:has(pre) p",
  ".vega-actions",
].join(", ");
const SAYING = ["aria-label", "title", "placeholder"];

// Buttons that are called alike, by what they stand in, and what tells that from its like.
const TOLD_APART = [
  ["[data-testid=stPopoverBody] [class*=st-key-acts-of-]", ".group"],
  ["[class*=st-key-note-]", ".note"],
  ["[class*=st-key-project-]", "strong"],
  ["[class*=st-key-rendering-]", ".words"],
  ["[class*=st-key-apart-]", ".near, .whole"],
];
const ENOUGH = 80; // characters that tell a thing from its like

function learn(words) {
  before = new Map([...exact].map(([english, said]) => [said, english]));
  exact = new Map();
  patterns = [];
  for (const [english, said] of Object.entries(words)) {
    if (!english.includes("{")) exact.set(english, said);
    else {
      const escaped = english.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/, "(.+)");
      patterns.push([new RegExp(`^${escaped}$`), said]);
    }
  }
}

/** What Streamlit says, in the reader's language; as it is where nobody has translated it. */
function told(text) {
  const said = text.trim();
  const english = before.get(said) ?? said;
  const found = exact.get(english);
  if (found !== undefined) return found;
  for (const [expression, words] of patterns) {
    const match = expression.exec(english);
    if (match) return words.replace(/\{\w+\}/, () => match[1]);
  }
  return english === said ? text : english;
}

function translate() {
  if (!exact.size && !before.size) return;
  for (const own of document.querySelectorAll(OWN)) {
    const texts = document.createTreeWalker(own, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode;
      const said = told(node.data);
      if (said !== node.data) node.data = said;
    }
  }
  for (const name of SAYING) {
    for (const node of document.querySelectorAll(`[${name}]`)) {
      const now = node.getAttribute(name);
      const said = told(now);
      if (said !== now) node.setAttribute(name, said);
    }
  }
}

/** A drawing beside words says nothing; its name is English in every language. */
function hush() {
  for (const icon of document.querySelectorAll("button [role=img][aria-label$=' icon']:not([aria-hidden])"))
    icon.setAttribute("aria-hidden", "true");
}

/** Lets a button be called by what it does and what it does that to. */
function tellApart() {
  for (const [around, naming] of TOLD_APART) {
    for (const thing of document.querySelectorAll(around)) {
      const name = thing.querySelector(naming)?.textContent.trim().replace(/\s+/g, " ").slice(0, ENOUGH);
      if (!name) continue;
      for (const button of thing.querySelectorAll("button")) {
        const label = button.querySelector("p")?.textContent.trim();
        const whole = `${label}: ${name}`;
        if (label && button.getAttribute("aria-label") !== whole) button.setAttribute("aria-label", whole);
      }
    }
  }
}

function mend() {
  due = false;
  if (!given) return;
  translate();
  hush();
  tellApart();
}

function onRedraw() {
  if (due) return;
  due = true;
  requestAnimationFrame(mend);
}

// What the address says one looks at. A change of anything else in it is no step that somebody would go back.
const LOOKED_AT = ["at", "finding", "term"];
let untouched = true; // nobody has pressed anything since the page was loaded, or another screen opened

function isSame(one, other) {
  return LOOKED_AT.every((name) => one.searchParams.get(name) === other.searchParams.get(name));
}

function keepSteps() {
  if (history.pushState.isOurs) return;
  const [push, replace] = [history.pushState.bind(history), history.replaceState.bind(history)];
  const step = () => history.state?.step ?? 0;
  // The server reads the step only where the browser has gone back or forth: else it gets the address that it has made.
  const write = (how, number, title, address) => {
    const there = new URL(address ?? location, location);
    there.searchParams.set(given.data.parameter, number);
    how({ step: number }, title, there);
  };
  history.replaceState = (_state, title, address) => write(replace, step(), title, address);
  const pushState = (_state, title, address) => {
    const [here, there] = [new URL(location), new URL(address ?? location, location)];
    const stays = there.pathname === here.pathname;
    if (stays && (untouched || isSame(here, there))) return write(replace, step(), title, address);
    untouched = !stays;
    write(push, step() + 1, title, address);
  };
  pushState.isOurs = true;
  history.pushState = pushState;
  history.replaceState(null, "");
}

function onHand() {
  untouched = false;
}

/** What Streamlit wrote down before this was here are no steps: go on. */
function onReturn(event) {
  if (event.state?.step === undefined) history.back();
}

const LISTENED = [
  ["keydown", onHand],
  ["pointerdown", onHand],
  ["popstate", onReturn],
];
const observer = new MutationObserver(onRedraw);

export default function (component) {
  const first = given === null;
  const { language, words } = component.data;
  if (first || given.data.language !== language) learn(words);
  given = component;
  document.documentElement.lang = language;
  if (first) {
    keepSteps();
    for (const [name, listener] of LISTENED) window.addEventListener(name, listener, true);
    observer.observe(document.body, { childList: true, subtree: true });
  }
  onRedraw();
  return () => {
    for (const [name, listener] of LISTENED) window.removeEventListener(name, listener, true);
    observer.disconnect();
    given = null;
  };
}
