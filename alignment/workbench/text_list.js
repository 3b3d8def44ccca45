// The list of all links: both texts side by side, of which only the rows in view are in the page. Scrolling, walking and
// selecting happen here; each act goes to Python, which saves it and then sends the rows anew. How the rows are drawn stands
// in text_rows.js, how hits are walked in text_hits.js, which are one module with this.

const MOST = 600; // characters of a row that is not in focus: more than two lines hold on any screen
const BEYOND = 8; // rows drawn above and below those in view
const LOOK = 700; // milliseconds of rest after which Python learns which link is in focus
const SILENT = 5000; // milliseconds after which an act without an answer is told once more
const NEXT = { accepted: "a", "needs review": "n", unreviewed: "u" };
const SIGNS = { u: "○", a: "✓", n: "?" };

// What Python has handed over.
const texts = { stamp: "", kk: [], en: [] };
let links = { stamp: "", pairs: [], sure: [] };
let notes = { stamp: "", notes: {}, assigned: {} };
let hits = { stamp: "", en: {}, kk: {} };
let rows = null; // which of them are shown, as the page shows it
let arrived = { links, notes, hits, rows: null }; // the same, newer: taken in when all of it is here
let component = null;

let focus = null; // the key of the link in focus
let focused = 0; // where it stands in the list
let extra = 0; // by how much its row is higher than the others
let anchor = null; // the key of the link from which Shift selects
let chosen = new Set(); // the keys of the links that are selected
let asked = ""; // the act on links out of view that was asked for once

let waiting = []; // acts that Python has not answered
let held = []; // keys pressed while an act is being done that changes which links there are
let number = 0;
let looked = null; // the key of the link that Python knows to be in focus
let timer = 0;
let watch = 0;

let parts = null; // the elements of the list
const drawn = new Map(); // place → its row's element

// ---- links and their places ----

const keyOf = (pair) => `${pair[0]}|${pair[1]}`;

/** The links by their keys and by their units; made when first asked for. */
function index() {
  if (!links.byKey) {
    links.byKey = new Map();
    links.ofUnit = new Map();
    links.pairs.forEach((pair, place) => {
      links.byKey.set(keyOf(pair), place);
      for (const side of [0, 1]) for (const unit of pair[side]) links.ofUnit.set(`${side}.${unit}`, place);
    });
  }
  return links;
}

const count = () => (rows.shown ? rows.shown.length : links.pairs.length);
const placeAt = (at) => (rows.shown ? rows.shown[at] : at);
const keyAt = (at) => keyOf(links.pairs[placeAt(at)]);

/** Where a link stands in the list; -1 where it does not. */
function positionOf(place) {
  if (place === undefined) return -1;
  if (!rows.shown) return place;
  rows.positions ??= new Map(rows.shown.map((own, at) => [own, at]));
  return rows.positions.get(place) ?? -1;
}

/** Where a link stands that may have been merged or split since: its place, or that of the link that has its first unit. */
function placeOf(key) {
  const { byKey, ofUnit } = index();
  if (byKey.has(key)) return byKey.get(key);
  const [kk, en] = key.split("|").map((units) => (units ? units.split(",") : []));
  return ofUnit.get(en.length ? `1.${en[0]}` : `0.${kk[0]}`);
}

/** The status that links are being given. */
function pending() {
  const found = new Map();
  for (const { act, pairs, status } of waiting)
    if (act === "status") for (const pair of pairs) found.set(keyOf(pair), NEXT[status]);
  return found;
}

/** Whether an act changes which links there are, or where one is: what is pressed after it waits for the answer. */
const structural = ({ act }) => act !== "status" && act !== "look";

/** Where the links stand that an act is about: those that are selected, or the one in focus. */
function targets() {
  if (!count()) return [];
  if (!chosen.size) return [focused];
  const found = [];
  for (const key of chosen) found.push(positionOf(index().byKey.get(key)));
  return found.sort((a, b) => a - b);
}

// ---- telling Python ----

function send(act, more = {}) {
  const pair = focus && links.pairs[index().byKey.get(focus)];
  waiting.push({ number: ++number, act, seen: rows.sequence, focus: pair, at: performance.now(), ...more });
  looked = focus;
  component.setTriggerValue("acts", waiting);
  clearTimeout(watch);
  watch = setTimeout(tellAgain, SILENT);
}

/** Acts that were lost on the way, or that stand behind one which had to be decided about first, are told once more. */
function tellAgain(decided = false) {
  clearTimeout(watch);
  if (!component || !rows || !waiting.length) return;
  watch = setTimeout(tellAgain, SILENT);
  const now = performance.now();
  if (rows.rests || (!decided && now - waiting.at(-1).at < SILENT)) return;
  waiting.at(-1).at = now;
  component.setTriggerValue("acts", waiting);
}

function tellFocus() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (!component || !rows || focus === looked) return;
    if (waiting.length) tellFocus();
    else send("look");
  }, LOOK);
}

// ---- acts ----

function statusOf(place, given = pending()) {
  return given.get(keyOf(links.pairs[place])) ?? rows.status[place];
}

/** What the acts would do now: their links, and for the button of doubt which way it goes. */
function plan() {
  const [own, given] = [targets(), pending()];
  const status = own.map((at) => statusOf(placeAt(at), given));
  const open = !own.length || status.some((letter) => letter === "u");
  const like = (letter) => own.filter((_, n) => status[n] !== letter);
  return {
    accept: like("a"),
    doubt: open ? like("n") : like("u"),
    to: open ? "needs review" : "unreviewed",
    merge: own.length > 1 ? own : own.length && placeAt(own[0]) + 1 < links.pairs.length ? own : [],
    own,
  };
}

/** Whether an act may be done now. One on many links of which some are out of view is asked for twice. */
function sure(name, own) {
  const [top, bottom] = [parts.grid.scrollTop, parts.grid.scrollTop + parts.grid.clientHeight];
  const hidden = own.filter((at) => yOf(at + 1) <= top || yOf(at) >= bottom).length;
  const wanted = `${name} ${own}`;
  if (own.length < 2 || !hidden || asked === wanted) return true;
  asked = wanted;
  say(fill(rows.words.sure, { act: rows.labels[name], number: own.length, hidden }), true);
  return false;
}

const pairsAt = (own) => own.map((at) => links.pairs[placeAt(at)]);

function decide(name, own, status) {
  if (!own.length || !sure(name, own)) return false;
  asked = "";
  send("status", { status, pairs: pairsAt(own) });
  paint();
  return true;
}

const ACTS = {
  accept: () => decide("accept", plan().accept, "accepted"),
  next() {
    const { accept, own } = plan();
    if (accept.length && !decide("next", accept, "accepted")) return;
    const [given, after] = [pending(), own.at(-1) + 1];
    let to = after;
    while (to < count() && statusOf(placeAt(to), given) === "a") to += 1;
    move(to < count() ? to : Math.min(after, count() - 1));
  },
  doubt() {
    const { doubt, to } = plan();
    decide(to === "unreviewed" ? "reopen" : "doubt", doubt, to);
  },
  split: () => count() && send("split"),
  merge() {
    const { merge } = plan();
    if (!merge.length || !sure("merge", merge)) return;
    asked = "";
    send("merge", { pairs: pairsAt(merge) });
  },
  undo: () => rows.undo && send("undo"),
  redo: () => rows.redo && send("redo"),
  flag() {
    if (chosen.size > 1) send("flag", { pairs: pairsAt(targets()) });
    else if (count()) send("open", { dialog: "flag" });
  },
  assign: () => count() && send("assign", { pairs: pairsAt(targets()) }),
  comment: () => count() && send("open", { dialog: "comment" }),
  open: () => count() && send("open", { dialog: "" }),
  places: () => count() && send("open", { dialog: "places", words: selectedWords() }),
  on: () => seek(1),
  back: () => seek(-1),
  all() {
    chosen = new Set(Array.from({ length: count() }, (_, at) => keyAt(at)));
    paint();
  },
};

// ---- walking and selecting ----

/** Put another link in focus, in view. `extend` selects from the anchor on; `keep` leaves what is selected. */
function move(to, { extend = false, keep = false } = {}) {
  if (!count()) return;
  asked = "";
  const at = Math.max(0, Math.min(count() - 1, to));
  if (extend) {
    anchor ??= focus;
    const from = Math.max(0, positionOf(index().byKey.get(anchor)));
    chosen = new Set();
    for (let own = Math.min(from, at); own <= Math.max(from, at); own += 1) chosen.add(keyAt(own));
  } else if (!keep) {
    chosen.clear();
    anchor = null;
  }
  if (at !== focused) forgetCaret();
  focused = at;
  focus = keyAt(at);
  paint();
  reveal();
  tellFocus();
}

function toggle(at) {
  const key = keyAt(at);
  if (!chosen.delete(key)) chosen.add(key);
  anchor = key;
}

/** Let the row in focus be in view, with a row of what stands before and after it. */
function reveal() {
  const { grid } = parts;
  const [top, bottom] = [yOf(focused), yOf(focused) + high() + extra];
  const margin = Math.min(high(), Math.max(0, (grid.clientHeight - (bottom - top)) / 2));
  let to = grid.scrollTop;
  if (bottom + margin > to + grid.clientHeight) to = bottom + margin - grid.clientHeight;
  if (top - margin < to) to = top - margin;
  if (to !== grid.scrollTop) {
    grid.scrollTop = to;
    paint();
  }
}

const PAGE = () => Math.max(1, Math.floor(parts.grid.clientHeight / high()) - 2);
const MOVES = {
  ArrowDown: () => focused + 1,
  KeyJ: () => focused + 1,
  ArrowUp: () => focused - 1,
  KeyK: () => focused - 1,
  PageDown: () => focused + PAGE(),
  PageUp: () => focused - PAGE(),
  Home: () => 0,
  End: () => count() - 1,
};
const LETTERS = {
  KeyA: "accept",
  KeyZ: "next",
  KeyQ: "doubt",
  KeyM: "merge",
  KeyS: "split",
  KeyF: "flag",
  KeyW: "assign",
  KeyT: "comment",
  KeyU: "undo",
  KeyY: "redo",
  KeyL: "on",
  Enter: "open",
};
const SHIFTED = { KeyL: "back", KeyO: "places" };
const CODES = Object.fromEntries([...Object.entries(LETTERS), ...Object.entries(SHIFTED)].map(([code, name]) => [name, code]));
CODES.all = "KeyA";
const HELD = ["on", "back"]; // what goes on as long as the key is held down

const busy = () => document.querySelector("[role=dialog]") !== null || rows.rests;

function typing(target) {
  const field = target.closest?.("input, textarea, select, [contenteditable=true]");
  return Boolean(field) && !["radio", "checkbox", "range", "button"].includes(field.type);
}

const OPEN_ABOVE = "[data-testid=stPopoverBody], [role=combobox], [role=listbox], [role=menu], [role=slider]";

/** Whether the element that has the focus needs the key itself. */
function own(target, code) {
  if (!target.closest || target === document.body || parts.grid.contains(target)) return false;
  if (typing(target)) return true;
  if (target.closest(OPEN_ABOVE)) return true;
  if (code.startsWith("Arrow") || code === "Home" || code === "End") return Boolean(target.closest("[role=radiogroup]"));
  return (code === "Enter" || code === "Space") && Boolean(target.closest("button, a, [tabindex]"));
}

/** What a key does; nothing where it is none of ours. */
function meaning({ code, key, ctrlKey, metaKey, altKey, shiftKey, repeat }) {
  if (altKey) return null;
  const ctrl = ctrlKey || metaKey;
  if (ctrl && code === "KeyA" && !shiftKey) return ACTS.all;
  if (ctrl && !code.startsWith("Arrow")) return null;
  if (MOVES[code]) return () => move(MOVES[code](), { extend: shiftKey, keep: ctrl });
  if (key === "/" || (code === "Slash" && !shiftKey)) return search;
  const name = (shiftKey ? SHIFTED : LETTERS)[code];
  if (name) return () => (repeat && !HELD.includes(name)) || ACTS[name]();
  if (shiftKey) return null;
  if (code === "Escape") return clear;
  if (code === "Space")
    return () => {
      toggle(focused);
      paint();
    };
  return null;
}

function clear() {
  forgetCaret();
  chosen.clear();
  anchor = null;
  asked = "";
  say("");
  paint();
}

function search() {
  document.querySelector(".st-key-links-text input")?.focus();
}

function onKey(event) {
  if (!rows || cutKey(event) || busy()) return;
  if (typing(event.target) && event.target.closest(".st-key-links-text")) {
    inSearch(event);
    return;
  }
  if (own(event.target, event.code)) return;
  const act = meaning(event);
  if (!act) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (waiting.some(structural)) held.push(act);
  else act();
}

function onClick(event) {
  const row = event.target.closest(".text-row");
  if (!row || busy() || !document.getSelection().isCollapsed) return; // words of the text are being selected
  const at = positionOf(Number(row.dataset.place));
  const text = event.target.closest(".text-row.focused .words");
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey) && event.detail < 2;
  if (text && plain) {
    const { side, unit } = text.dataset;
    return showCaret(text, side, unit, event, rows.cuts, ACTS.split);
  }
  forgetCaret();
  if (event.ctrlKey || event.metaKey) {
    if (!chosen.size && at !== focused) toggle(focused);
    toggle(at);
    move(at, { keep: true });
  } else move(at, { extend: event.shiftKey });
}

// ---- what Python hands over ----

/** Take in the rows, once the links and notes that they are about are here. */
function take() {
  const fresh = arrived.rows;
  if (!fresh || !parts || fresh.links !== arrived.links.stamp || fresh.notes !== arrived.notes.stamp) return;
  if (fresh.hits !== arrived.hits.stamp) return;
  const [before, lookedAt] = [rows, rows ? walk()[hit] : undefined];
  if (links.stamp !== fresh.links) for (const row of drawn.values()) row.look = "";
  ({ links, notes, hits, rows } = arrived);
  arrived.rows = null;
  if (!rows.split) {
    closePanel();
    forgetCaret();
  }
  number = Math.max(number, rows.taken);
  const done = waiting.filter((act) => act.number <= rows.taken);
  waiting = waiting.filter((act) => act.number > rows.taken);
  const recounted = before !== null && before.texts !== rows.texts;
  if (recounted) chosen.clear();
  if (done.some((act) => act.act === "merge")) chosen.clear();
  const given = before === null || recounted || focus === null || done.some(structural);
  const place = given ? rows.focus : placeOf(focus);
  let at = positionOf(place);
  if (at < 0 && before === null) at = rows.shown.findIndex((own) => own > rows.focus); // the next that is in the list
  if (at < 0) at = Math.min(focused, count() - 1);
  focused = Math.max(0, at);
  if (count()) focus = keyAt(focused);
  if (given) looked = focus;
  for (const key of chosen) if (positionOf(index().byKey.get(key)) < 0) chosen.delete(key);
  if (anchor && positionOf(index().byKey.get(anchor)) < 0) anchor = null;
  asked = "";
  refind(lookedAt);
  if (rows.said && rows.said[0] > (before?.said?.[0] ?? 0)) told();
  if (!before || before.language !== rows.language) dress();
  measure();
  paint();
  const filtered = before && `${before.shown}` !== `${rows.shown}` && !done.length;
  if (!before || filtered || given) reveal();
  if (!before) {
    parts.grid.scrollTop = Math.max(0, yOf(focused) - parts.grid.clientHeight / 3);
    paint();
  }
  if (before && before.hits !== rows.hits && walk().length) showHit(0);
  if (focus !== looked) tellFocus();
  giveFocusBack(!before || filtered);
  if (before?.rests && !rows.rests) tellAgain(true);
  if (rows.rests) held = [];
  while (held.length && !waiting.some(structural)) held.shift()();
}

/** After a choice above the list the keys are the list's again. */
function giveFocusBack(changed) {
  if (!changed || busy()) return;
  const active = document.activeElement ?? document.body;
  const chose = active.closest(".st-key-links-filter") && !active.closest(".st-key-links-text");
  if (active === document.body || chose) parts.grid.focus({ preventScroll: true });
}

// ---- dragging units ----

/** The row of the link above or below that lies at a height of the window, as far as the list shows it. */
function neighbourAt(y) {
  const own = drawn.get(placeAt(focused))?.getBoundingClientRect();
  const to = own && y < own.top ? "previous" : own && y > own.bottom ? "next" : null;
  const node = to && drawn.get(placeAt(focused) + (to === "next" ? 1 : -1));
  return node ? { to, node } : null;
}

function give(grip, to) {
  const { side, unit } = grip.closest(".text-unit").querySelector(".words").dataset;
  const place = placeAt(focused) + (to === "next" ? 1 : -1);
  if (busy() || waiting.some(structural) || place < 0 || place >= links.pairs.length) return;
  parts.grid.focus({ preventScroll: true });
  send("move", { pairs: pairsAt([focused]), side, unit, to });
}

const LISTENED = [
  ...dragListeners({ selector: ".text-row.focused .grip", targetAt: neighbourAt, drop: give, scroller: () => parts.grid }),
  ["keydown", onKey],
  ["scroll", () => chip && forgetCaret()],
];

const TAKEN = {
  texts(piece) {
    if (texts.stamp !== piece.stamp) Object.assign(texts, { stamp: piece.stamp, kk: [], en: [] });
    for (const name of ["kk", "en"]) piece[name].forEach((unit, n) => (texts[name][piece.first + n] = unit));
    paint();
  },
  links(piece) {
    if (arrived.links.stamp !== piece.stamp) arrived.links = piece; // an index may have been made of that
  },
  notes: (piece) => (arrived.notes = piece),
  hits: (piece) => (arrived.hits = piece),
  rows: (piece) => (arrived.rows = piece),
};

export default function (given) {
  const piece = JSON.parse(new TextDecoder().decode(given.data));
  TAKEN[piece.kind](piece);
  if (piece.kind !== "rows") return take();
  component = given;
  if (!given.parentElement.querySelector(".text-list")) {
    rows = null;
    build(given.parentElement);
    for (const [name, listener] of LISTENED) window.addEventListener(name, listener, true);
  }
  take();
  return () => {
    closePanel();
    letGo();
    forgetCaret();
    for (const [name, listener] of LISTENED) window.removeEventListener(name, listener, true);
    clearTimeout(timer);
    clearTimeout(watch);
    parts = rows = arrived.rows = component = null;
    [chosen, waiting, held, focus, anchor, hit] = [new Set(), [], [], null, null, -1];
    drawn.clear();
  };
}
