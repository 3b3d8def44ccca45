// Keys of the screen, caught before the page's own and handed to the server in the order in which they were pressed. While
// the server works, they wait: what it has not taken in is handed over again with the next.

let given = null; // what Streamlit handed over last
let session = ""; // the server's, which the presses belong to
let waiting = []; // presses that the server has not taken in
let number = 0;
let writing = null; // a dialog to write in is opening: {number, field, typed}
let at = null; // what was in focus at the last look
let sheet = null; // the letters on the buttons
let ended = null; // the field whose line was ended, until it has lost the focus
let byKey = false; // a dialog is opening in which one may replace words, and nobody has gone elsewhere in it
let entered = null; // the field of a dialog that the cursor was put into

const POPOVER = "[data-testid=stPopoverBody]";
const busy = () => document.querySelector(`[role=dialog]:not(${POPOVER})`) !== null;
const marks = () => document.querySelector(".marking:not([hidden])") !== null;
const within = (target, selector) => Boolean(target.closest?.(selector));

/** Whether letters belong to the field. A list of choices that is shut, a box or a slider has no use for them. */
function typing(target) {
  const field = target.closest?.("input, textarea, select, [contenteditable=true]");
  if (!field || field === ended || ["radio", "checkbox", "range", "button"].includes(field.type)) return false;
  return field.getAttribute("role") !== "combobox" || field.getAttribute("aria-expanded") === "true";
}

/** The Latin letter of a key: as the layout has it, else by its place on the keyboard. */
export function letter(event) {
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  return /^Key([A-Z])$/.exec(event.code)?.[1].toLowerCase() ?? "";
}

/** Which letters the reader's keyboard has, as far as a press tells. */
export function alphabet(event) {
  if (!/^Key[A-Z]$/.test(event.code)) return "";
  if (/^[a-z]$/i.test(event.key)) return "latin";
  return /^\p{Script=Cyrillic}$/u.test(event.key) ? "cyrillic" : "";
}

function hand() {
  if (given && waiting.length) given.setTriggerValue("pressed", waiting);
}

function press(name) {
  waiting.push({ number: ++number, name, session, sequence: given.data.sequence });
  const field = given.data.writes[name];
  byKey = name === given.data.replacing;
  if (field) writing = { number, field, typed: "" };
  setTimeout(hand); // after all that hears this key: what was selected is handed over as marked first
}

function show(letters) {
  document.documentElement.dataset.letters = letters;
}

function learn(event) {
  const letters = alphabet(event);
  if (!letters || document.documentElement.dataset.letters === letters) return;
  show(letters);
  localStorage.setItem("alignment-letters", letters);
}

function leave(field) {
  const { query } = given.data;
  if (field.value.trim() !== query) {
    // What was typed and not asked for goes; else leaving the field would ask for it.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, query);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.blur();
}

function inSearch(event) {
  const { query } = given.data;
  if (event.key === "Escape") leave(event.target);
  else if (event.key === "Enter" && query && event.target.value.trim() === query)
    press(given.data.hits[Number(event.shiftKey)]);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Until the dialog is there, letters are its text. */
function write(event) {
  if (event.key.length === 1) writing.typed += event.key;
  else if (event.key === "Backspace") writing.typed = writing.typed.slice(0, -1);
  else return (writing = null); // Escape, or a way of one's own
  event.preventDefault();
  event.stopPropagation();
}

/** In a dialog, Enter, or with Ctrl where one writes in it, does what the dialog is for, though the last choice in it still
 * has the focus. */
function inDialog(event) {
  if (event.key !== "Enter" || !event.target.matches?.("[type=checkbox], [type=range], [type=radio], [role=radio]")) return;
  const alone = "kbd[aria-label='Shortcut Enter']";
  const key = event.ctrlKey || event.metaKey ? `kbd[aria-label^=Shortcut][aria-label$=Enter]:not(${alone})` : alone;
  const button = document.querySelector(`[role=dialog] button:not([disabled]):has(${key})`);
  if (!button) return;
  event.preventDefault();
  event.stopPropagation();
  button.click();
}

function onKey(event) {
  if (event.altKey || event.isComposing) return;
  if ((event.ctrlKey || event.metaKey) && busy()) return inDialog(event);
  if (event.ctrlKey || event.metaKey) return;
  learn(event);
  if (writing) return write(event);
  if (marks()) return;
  if (busy()) return inDialog(event);
  if (event.target.matches?.(given.data.search)) return inSearch(event);
  if (typing(event.target)) {
    // A line is done with Enter: what comes after it is no part of it.
    if (event.key === "Enter" && event.target.matches("input[type=text]:not([role=combobox])")) {
      ended = event.target;
      setTimeout(() => event.target.blur()); // once the page has taken in what stands there
    }
    return;
  }
  if (event.key === "/" || (event.code === "Slash" && !event.shiftKey)) {
    const field = document.querySelector(given.data.search);
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
    return;
  }
  const own = /^Arrow(Up|Down)$/.test(event.key) && !event.shiftKey ? event.key.toLowerCase() : letter(event);
  const name = own && given.data.keys[(event.shiftKey ? "shift+" : "") + own];
  if (!name) return;
  event.preventDefault();
  event.stopPropagation();
  if (within(event.target, "input, select")) event.target.blur();
  if (event.repeat && !given.data.walks.includes(name)) return;
  press(name);
  shutMenu();
}

/** A menu of acts has done its work once one is chosen. */
function shutMenu() {
  document.querySelector(".st-key-all-acts [aria-expanded=true]")?.click();
}

function onClick(event) {
  const button = event.target.closest?.(`${POPOVER} .st-key-acts-menu button`);
  if (button && !button.disabled) setTimeout(shutMenu);
}

/** Puts the cursor into the field of a dialog that has just opened, behind what stands there and what was typed for it. */
function onRedraw() {
  name();
  const { writes, replaces } = given.data;
  const open = [...Object.values(writes), ...(byKey ? [replaces] : [])].map((selector) => document.querySelector(selector));
  const field = open.find(Boolean) ?? null;
  if (field === entered) return;
  entered = field;
  if (!field) return;
  const frame = () => new Promise(requestAnimationFrame);
  // Streamlit puts what the server says into a field after it is drawn: what is written before would go.
  frame().then(frame).then(() => setTimeout(() => {
    const typed = writing?.typed;
    writing = null;
    const replaced = field.matches(replaces);
    if (!field.isConnected || (replaced && !byKey)) return;
    byKey = false;
    field.focus();
    field.setSelectionRange(replaced ? 0 : field.value.length, field.value.length);
    if (typed) document.execCommand("insertText", false, typed);
  }));
}

/** Tells readers of the screen which key a button has. */
function name() {
  for (const [act, [latin]] of Object.entries(given.data.letters)) {
    const button = document.querySelector(`.st-key-${act} button:not([aria-keyshortcuts])`);
    button?.setAttribute("aria-keyshortcuts", latin.replace("⇧", "Shift+"));
  }
}

function dress() {
  const buttons = Object.keys(given.data.letters).map((act) => `.st-key-${act} button::after`);
  const written = (place, around) =>
    Object.entries(given.data.letters).map(
      ([act, both]) => `${around} .st-key-${act} button::after { content: "${both[place]}"; content: "${both[place]}" / ""; }`,
    );
  sheet.textContent = [
    `${buttons.join(", ")} { border: 1px solid #8b9492; border-radius: .25rem; padding: 0 .3rem; margin-left: .45rem;
      font-size: .75rem; line-height: 1.35; min-width: 1.2rem; flex: none; white-space: nowrap; text-align: center; box-sizing: border-box; }`,
    ...written(0, ""),
    ...written(1, "[data-letters=cyrillic]"),
  ].join("\n");
}

/** Lets what lies over the texts have the colour of the page. */
function paint() {
  const { backgroundColor } = getComputedStyle(document.querySelector("[data-testid=stApp]"));
  document.documentElement.style.setProperty("--page-color", backgroundColor);
}

const LISTENED = [
  ["keydown", onKey],
  ["blur", (event) => { if (event.target === ended) ended = null; }],
  ["click", onClick],
  ["pointerdown", () => { byKey = false; }],
];
const DARK = matchMedia("(prefers-color-scheme: dark)");
const paintSoon = () => requestAnimationFrame(() => requestAnimationFrame(paint));
const observer = new MutationObserver(onRedraw);

export default function (component) {
  const first = given === null;
  given = component;
  const { data } = component;
  if (data.session !== session) waiting = []; // another session: what it was meant for is gone
  session = data.session;
  waiting = waiting.filter((one) => one.number > data.taken);
  if (writing && data.taken >= writing.number && !data.dialog) writing = null; // it was refused
  if (at !== null && at !== data.at) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
  at = data.at;
  if (first) {
    show(localStorage.getItem("alignment-letters") ?? (data.cyrillic ? "cyrillic" : "latin"));
    sheet = document.head.appendChild(document.createElement("style"));
    for (const [name, listener] of LISTENED) window.addEventListener(name, listener, true);
    observer.observe(document.body, { childList: true, subtree: true });
    DARK.addEventListener("change", paintSoon);
  }
  dress();
  paint();
  onRedraw();
  return () => {
    for (const [name, listener] of LISTENED) window.removeEventListener(name, listener, true);
    observer.disconnect();
    DARK.removeEventListener("change", paintSoon);
    sheet.remove();
    given = at = writing = entered = null;
    waiting = [];
  };
}
