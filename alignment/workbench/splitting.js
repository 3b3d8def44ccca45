// Splitting a link where one sees it: both halves stand whole above and below the line of the cut, which walks through either
// text by key and by click. Python says once where the cut may be and which places on both sides go together; all the rest
// happens here, until the cut is made or left. A part of the modules of the review screen and of the list.
// Places are UTF-16 units of a unit's text, as JavaScript counts.

const SIDES = ["en", "kk"];
const WORD = 0; // depths of a place: a word ends there, a sentence or a whole unit
let cutting = null; // the panel that is open: {box, data, side, at, held, tell}
let caret = null; // where somebody clicked into a text: {side, unit, at}

const other = (name) => (name === "en" ? "kk" : "en");
const partOf = (name) => cutting.data.sides[name];

function made(name, classes = "", text = "") {
  const node = document.createElement(name);
  if (classes) node.className = classes;
  if (text) node.textContent = text;
  return node;
}

/** Which place in a text lies under the pointer: UTF-16 units of all the text in the element; null beside the text. */
export function offsetAt(text, x, y) {
  const position = document.caretPositionFromPoint?.(x, y);
  const range = position ? null : document.caretRangeFromPoint?.(x, y);
  const [node, offset] = position ? [position.offsetNode, position.offset] : [range?.startContainer, range?.startOffset];
  if (!node || !text.contains(node)) return null;
  const before = new Range();
  before.selectNodeContents(text);
  before.setEnd(node, offset);
  return before.toString().length;
}

/** The gap between two words that is nearest to a place in a text: where it ends and begins; null where there is none. */
export function gapNear(text, at) {
  let best = null;
  for (const gap of text.matchAll(/(?<=\S)\s+(?=\S)/g)) {
    const [end, start] = [gap.index, gap.index + gap[0].length];
    const off = at < end ? end - at : Math.max(0, at - start);
    if (best === null || off < best.off) best = { off, end, start };
  }
  return best && [best.end, best.start];
}

/** Where on the page a place in a text lies. */
function boxAt(text, at) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let left = at;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (left <= node.length) {
      const range = new Range();
      range.setStart(node, Math.max(0, left - 1));
      range.setEnd(node, left);
      return [...range.getClientRects()].at(-1) ?? null;
    }
    left -= node.length;
  }
  return null;
}

// ---- the panel ----

/** Which of a side's places is nearest to a place in one of its units. */
function placeNear(name, unit, at) {
  const { places } = partOf(name);
  let best = 0;
  const off = ([own, end, start]) => Math.abs(own - unit) * 1e7 + (at < end ? end - at : Math.max(0, at - start));
  places.forEach((place, n) => {
    const inside = place[0] === unit + 1 && place[1] === 0; // the place after the unit lies at its end, too
    const far = inside ? partOf(name).units[unit][1].length - at : off(place);
    const bestFar = best.far ?? Infinity;
    if (far < bestFar) best = { n, far };
  });
  return best.n ?? 0;
}

function put(name, number, byHand = true) {
  cutting.side = name;
  cutting.at[name] = number;
  if (byHand) cutting.held[name] = true;
  const beside = partOf(name).places[number][4];
  if (beside !== null && !cutting.held[other(name)]) cutting.at[other(name)] = beside;
  drawHalves();
}

/** A side's text in one half: its units, each with its id. */
function half(name, second) {
  const cell = made("div", `half ${name}`);
  cell.lang = name;
  const { units, places } = partOf(name);
  const [unit, end, start] = places[cutting.at[name]] ?? [0, 0, 0];
  units.forEach(([id, text, heading], n) => {
    const cut = n === unit && end > 0;
    if (!cut && n < unit === second) return;
    const own = made("div", heading ? "unit heading" : "unit");
    own.append(made("span", "id", id));
    const words = made("span", "text", !cut ? text : second ? text.slice(start) : text.slice(0, end));
    words.dataset.unit = n;
    words.dataset.from = cut && second ? start : 0;
    own.append(words);
    cell.append(own);
  });
  if (!cell.childElementCount) cell.append(made("div", "unit none", cutting.data.words.nothing));
  return cell;
}

/** Whether a half has text. */
const filled = (second) =>
  SIDES.some((name) => {
    const { units, places } = partOf(name);
    if (!units.length) return false;
    const [unit, end] = places[cutting.at[name]];
    return second ? unit < units.length : unit > 0 || end > 0;
  });

const possible = () => filled(false) && filled(true);

function drawHalves() {
  const { box, data } = cutting;
  box.querySelector(".halves").replaceChildren(
    ...[false, true].flatMap((second) => {
      const cells = SIDES.map((name) => half(name, second));
      cells.forEach((cell, n) => cell.classList.toggle("active", SIDES[n] === cutting.side));
      return second ? [cutting.line, ...cells] : cells;
    }),
  );
  for (const name of SIDES) {
    const tab = cutting.line.querySelector(`.cut-side.${name}`);
    tab.setAttribute("aria-pressed", name === cutting.side);
    tab.disabled = !partOf(name).places.length;
  }
  cutting.line.querySelector(".cut-do").disabled = !possible();
  cutting.line.scrollIntoView({ block: "nearest" });
  const [unit, end, start] = partOf(cutting.side).places[cutting.at[cutting.side]] ?? [0, 0, 0];
  const text = partOf(cutting.side).units[unit]?.[1].slice(end ? start : 0) ?? data.words.nothing;
  cutting.said.textContent = `${data.sides[cutting.side].name}: ${text.slice(0, 80)}`;
}

/** Let the cut walk through the text of the active side: by word, or from sentence to sentence. */
function step(forward, byWord) {
  const { places } = partOf(cutting.side);
  let to = cutting.at[cutting.side];
  do to += forward ? 1 : -1;
  while (places[to] && !byWord && places[to][3] === WORD);
  if (places[to]) put(cutting.side, to);
}

function turn(name = other(cutting.side)) {
  if (!partOf(name).places.length) return;
  cutting.side = name;
  drawHalves();
}

/** A place as Python names it: by the unit's id, which stays when units are counted anew. */
function named(name) {
  const { units, places } = partOf(name);
  if (!units.length) return ["", 0, 0];
  const [unit, end, start] = places[cutting.at[name]];
  return [units[unit]?.[0] ?? "", end, start];
}

function finishCut() {
  if (!possible() || cutting.told) return;
  cutting.told = true; // once, however often Enter is pressed
  cutting.box.classList.add("told");
  cutting.tell("cut", { kk: named("kk"), en: named("en") });
}

function leaveCut() {
  if (cutting.told) return;
  cutting.told = true;
  cutting.tell("leave");
}

const CUT_KEYS = {
  ArrowLeft: () => step(false, true),
  ArrowRight: () => step(true, true),
  ArrowUp: () => step(false, false),
  ArrowDown: () => step(true, false),
  Tab: () => turn(),
  Enter: finishCut,
  Escape: leaveCut,
};

/** Whether a key was meant for the panel; then nothing else hears it. */
export function cutKey(event) {
  if (!cutting?.box.isConnected || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  if (document.querySelector("[role=dialog]:not(.split-panel)")) return false;
  if (event.target.closest?.("input, textarea, select, [contenteditable=true]")) return false;
  if (event.key === "Enter" && event.target.closest?.(".split-panel button")) return false;
  const act = CUT_KEYS[event.key];
  if (!act) return false;
  event.preventDefault();
  event.stopImmediatePropagation();
  act();
  return true;
}

function onCutClick(event) {
  const text = event.target.closest(".half .text");
  if (!text || !document.getSelection().isCollapsed) return;
  const cell = text.closest(".half");
  const name = cell.classList.contains("kk") ? "kk" : "en";
  const at = offsetAt(text, event.clientX, event.clientY);
  if (at !== null) put(name, placeNear(name, Number(text.dataset.unit), Number(text.dataset.from) + at));
}

function cutLine(data) {
  const line = made("div", "cut-line");
  const sides = SIDES.map((name) => {
    const tab = made("button", `cut-side ${name}`, data.sides[name].name);
    tab.type = "button";
    tab.addEventListener("click", () => turn(name));
    return tab;
  });
  const button = (classes, label, key, act) => {
    const node = made("button", classes, label);
    node.type = "button";
    node.append(made("kbd", "", key));
    node.addEventListener("click", act);
    return node;
  };
  const acts = made("div", "cut-acts");
  acts.append(
    button("cut-do", data.words.split, "↵", finishCut),
    button("cut-leave", data.words.leave, "Esc", leaveCut),
  );
  line.append(sides[0], acts, sides[1]);
  return line;
}

/**
 * Open the panel in an element, or leave it as it is where it is open there already.
 * data: {opened, begin: [side, number], sides: {kk, en: {name, units: [[id, text, heading]], places: [[unit, end, start,
 * depth, beside]]}}, words}; tell(what, more) hands over what was decided.
 */
export function openPanel(parent, data, tell) {
  if (cutting?.data.opened === data.opened && !cutting.told) {
    if (cutting.box.parentElement !== parent) parent.replaceChildren(cutting.box); // what it stood in was drawn anew
    return;
  }
  const box = made("div", "split-panel");
  box.role = "dialog";
  box.tabIndex = -1;
  box.setAttribute("aria-label", data.words.title);
  const [halves, foot, said] = [made("div", "halves"), made("div", "cut-how", data.words.how), made("div", "unseen")];
  said.role = "status";
  box.append(halves, foot, said);
  box.addEventListener("click", onCutClick);
  parent.replaceChildren(box);
  const [side, number] = data.begin;
  cutting = { box, data, side, said, tell, line: cutLine(data), at: { kk: 0, en: 0 }, held: {}, told: false };
  const clicked = caret && data.sides[caret.side]?.units.findIndex(([id]) => id === caret.unit);
  forgetCaret();
  if (clicked >= 0 && clicked !== null) put(caretBegan.side, placeNear(caretBegan.side, clicked, caretBegan.at));
  else put(side, number, false);
  box.focus({ preventScroll: true });
}

export function closePanel() {
  cutting?.box.remove();
  cutting = null;
}

// ---- a click into the texts ----

let caretBegan = null; // the caret that a panel began at
let chip = null; // what is shown at the caret

function forgetCaret() {
  caretBegan = caret;
  caret = null;
  chip?.remove();
  chip = null;
}

/** Show at the nearest gap between two words that the link can be split there: a click on the sign, or the key, does. */
function showCaret(text, side, unit, event, label, begin) {
  forgetCaret();
  const from = Number(text.dataset.at ?? 0);
  const at = offsetAt(text, event.clientX, event.clientY);
  const whole = text.textContent;
  if (at === null || !whole) return;
  // Behind the last word and before the first, the place is between two units.
  const gap = at >= whole.length ? [whole.length, whole.length] : gapNear(whole, at);
  if (!gap) return;
  const where = boxAt(text, gap[0]);
  if (!where) return;
  caret = { side, unit, at: from + gap[0] };
  chip = made("button", "split-chip");
  chip.type = "button";
  chip.title = label;
  chip.setAttribute("aria-label", label);
  chip.append(made("span", "", "✂"));
  chip.style.left = `${where.right}px`;
  chip.style.top = `${where.top}px`;
  chip.style.height = `${where.height}px`;
  chip.addEventListener("pointerdown", (pressed) => pressed.preventDefault());
  chip.addEventListener("click", (clicked) => {
    clicked.stopPropagation();
    chip?.remove(); // where it was clicked is kept for the panel
    begin();
  });
  document.body.append(chip);
}
