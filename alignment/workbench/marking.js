// Marking spans in the texts of the link in focus, by mouse and by key. The texts are read and selected, never altered.
// Places are UTF-16 units of a unit's text, as JavaScript counts; they never cut a letter from its marks.

const TEXTS = ".st-key-focus .focus .text[data-unit]";
const LETTERS = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const WORDS = new Intl.Segmenter(undefined, { granularity: "word" });

let given = null; // what Streamlit handed over last
let mode = null; // marking by key: {unit, base: [start, end], head: [start, end]}
let kept = null; // the spans whose selection is put back once the texts have been drawn anew
let last = ""; // what was sent last, so that one selection is sent once
let pressed = false; // whether the pointer went down in the texts
let waiting = []; // marks that Python has not confirmed
let number = 0;

const texts = () => [...document.querySelectorAll(TEXTS)];
const named = ({ unit }) => texts().find((text) => text.dataset.unit === unit);
// Units are named by their ids: their places change when a text above is cut. The words tell whether this one was.
const of = (text, start, end) => ({
  side: text.dataset.side,
  unit: text.dataset.unit,
  start,
  end,
  words: text.textContent.slice(start, end),
});
const bar = () => given.parentElement.querySelector(".marking");
const busy = () => document.querySelector("[role=dialog]:not([data-testid=stPopoverBody])") !== null; // a menu is none

function typing(target) {
  const field = target.closest?.("input, textarea, select, [contenteditable=true]");
  return Boolean(field) && !["radio", "checkbox", "range", "button"].includes(field.type);
}

/** The span widened to whole letters: surrogate pairs, combining marks and joined emoji stay together. */
export function whole(text, start, end) {
  if (start >= end) return [start, start];
  const letters = LETTERS.segment(text);
  const tail = letters.containing(end);
  return [letters.containing(start).index, tail && tail.index < end ? tail.index + tail.segment.length : end];
}

/** What a range covers of a text. */
function covered(text, range) {
  const part = range.cloneRange();
  const all = new Range();
  all.selectNodeContents(text);
  if (part.compareBoundaryPoints(Range.START_TO_START, all) < 0) part.setStart(text, 0);
  if (part.compareBoundaryPoints(Range.END_TO_END, all) > 0) part.setEnd(text, text.childNodes.length);
  const length = part.toString().length;
  if (!length) return [];
  all.setEnd(part.startContainer, part.startOffset);
  const start = all.toString().length;
  return [of(text, ...whole(text.textContent, start, start + length))];
}

function send(spans) {
  waiting.push({ number: ++number, spans });
  given.setTriggerValue("marked", waiting);
}

/** Marks what is selected, unless that was done already. */
function finish() {
  const selection = document.getSelection();
  const anchor = selection.anchorNode;
  const within = (anchor?.nodeType === Node.TEXT_NODE ? anchor.parentElement : anchor)?.closest?.(".st-key-focus .focus");
  if (!within || selection.isCollapsed) return;
  const ranges = Array.from({ length: selection.rangeCount }, (_, place) => selection.getRangeAt(place));
  const spans = texts().flatMap((text) => ranges.flatMap((range) => covered(text, range)));
  if (!spans.length || JSON.stringify(spans) === last) return;
  last = JSON.stringify(spans);
  kept = spans;
  send(spans);
}

/** Where in the document a place in a text lies. */
function point(text, place) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let left = place;
  let node = walker.nextNode();
  for (let next = node; next; next = walker.nextNode()) {
    node = next;
    if (left <= node.length) break;
    left -= node.length;
  }
  return node ? [node, Math.min(left, node.length)] : [text, 0];
}

function select(first, final) {
  const [start, end] = [named(first), named(final)];
  if (start && end) document.getSelection().setBaseAndExtent(...point(start, first.start), ...point(end, final.end));
}

/** The stretches that arrows step over: letters, or words; marks and spaces between words are reached by letters. */
export function pieces(text, byLetter) {
  const all = [...(byLetter ? LETTERS : WORDS).segment(text)];
  const own = byLetter ? all : all.filter((piece) => /[\p{L}\p{N}\p{S}\p{Extended_Pictographic}]/u.test(piece.segment));
  return (own.length ? own : all).map((piece) => [piece.index, piece.index + piece.segment.length]);
}

const span = () => {
  const [start, end] = [Math.min(mode.base[0], mode.head[0]), Math.max(mode.base[1], mode.head[1])];
  const text = named(mode);
  return text ? of(text, start, end) : { unit: mode.unit, start, end };
};

function draw() {
  const own = span();
  const text = named(own);
  if (!text) return leave();
  select(own, own);
  point(text, own.end)[0].parentElement.scrollIntoView({ block: "nearest" });
  const [said, how] = bar().children;
  const words = text.textContent.slice(own.start, own.end);
  if (said.textContent !== words) said.textContent = words;
  if (how.textContent !== given.data.how) how.textContent = given.data.how;
  said.lang = own.side;
  bar().hidden = false;
}

function enter(text, forward = true) {
  const all = pieces(text.textContent, false);
  const piece = forward ? all[0] : all.at(-1);
  if (piece) mode = { unit: text.dataset.unit, base: piece, head: piece };
}

function start() {
  document.activeElement?.blur?.();
  const range = document.getSelection().rangeCount ? document.getSelection().getRangeAt(0) : null;
  const [selected] = range ? texts().flatMap((text) => covered(text, range)) : [];
  if (selected) {
    const piece = [selected.start, selected.end];
    mode = { unit: selected.unit, base: piece, head: piece };
  } else {
    const filled = texts().filter((text) => text.textContent);
    const first = filled.find((text) => text.dataset.side === "kk") ?? filled[0];
    if (first) enter(first);
  }
  if (mode) draw();
}

function leave() {
  mode = null;
  document.getSelection().removeAllRanges();
  bar().hidden = true;
}

function move(forward, byLetter, extend) {
  const text = named(mode);
  const all = pieces(text.textContent, byLetter);
  const { start: from, end: to } = span();
  const after = (place) => all.find((piece) => piece[1] > place);
  const before = (place) => all.findLast((piece) => piece[0] < place);
  if (extend) {
    const piece = forward ? after(mode.head[1]) : before(mode.head[0]);
    if (!piece) return;
    mode.head = forward
      ? [Math.max(piece[0], mode.head[1]), piece[1]]
      : [piece[0], Math.min(piece[1], mode.head[0])];
    return;
  }
  const long = byLetter && to - from > LETTERS.segment(text.textContent).containing(from).segment.length;
  const piece = long
    ? forward ? before(to) : after(from) // into the word: to its last letter, or its first
    : forward ? after(to) : before(from);
  if (piece) {
    mode.base = mode.head = piece;
    return;
  }
  const own = texts().filter((other) => other.dataset.side === text.dataset.side && other.textContent);
  const neighbour = own[own.indexOf(text) + (forward ? 1 : -1)];
  if (neighbour) enter(neighbour, forward);
}

/** A key while marking: no other key reaches the buttons. */
function steer(event) {
  if ((event.ctrlKey || event.metaKey) && !event.key.startsWith("Arrow")) return; // copying and the browser's own
  event.stopImmediatePropagation();
  switch (event.key) {
    case "ArrowLeft":
    case "ArrowRight":
      move(event.key === "ArrowRight", event.ctrlKey || event.altKey, event.shiftKey);
      break;
    case "Tab": {
      const other = texts().find((text) => text.dataset.side !== named(mode)?.dataset.side && text.textContent);
      if (other) enter(other);
      break;
    }
    case "Enter":
      send([span()]);
      break;
    case "Escape":
      event.preventDefault();
      return leave();
    default:
      return;
  }
  event.preventDefault();
  draw();
}

function onKey(event) {
  if (mode) return steer(event);
  if (busy() || typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.code === "KeyF" && event.shiftKey && texts().length) {
    event.preventDefault();
    event.stopImmediatePropagation();
    start();
  } else if (event.code === "KeyF") {
    finish(); // what was selected without the mouse
  } else if (event.key === "Escape" && document.querySelector(".st-key-focus .marked")) {
    document.getSelection().removeAllRanges();
    send([]);
  }
}

function onDown(event) {
  if (mode && !event.target.closest?.(".st-key-mark")) leave();
  kept = null;
  pressed = !busy() && Boolean(event.target.closest?.(".st-key-focus .focus"));
  if (!pressed || event.button !== 0 || event.shiftKey) return;
  last = "";
  document.getSelection().removeAllRanges(); // else the mouse would drag the words that are selected, not select others
}

function onUp(event) {
  if (pressed && event.button === 0) setTimeout(finish);
  pressed = false;
}

function onClick(event) {
  const button = event.target.closest?.(".st-key-mark button");
  if (!button || button.disabled || !texts().length) return;
  event.preventDefault();
  event.stopPropagation(); // the menu that the button stands in hears it all the same
  start();
}

/** The texts were drawn anew: what was selected in them is selected again, so that it can be copied or marked on. */
function onRedraw() {
  if (!mode && !kept) return;
  if (mode && !named(mode)) return leave();
  if (!document.getSelection().isCollapsed || (!mode && (busy() || pressed || typing(document.activeElement)))) return;
  if (mode) select(span(), span());
  else select(kept[0], kept.at(-1));
  kept = null;
}

const LISTENED = [
  ["keydown", onKey],
  ["pointerdown", onDown],
  ["pointerup", onUp],
  ["click", onClick],
];
const observer = new MutationObserver(onRedraw);

export default function (component) {
  const first = given === null;
  given = component;
  waiting = waiting.filter((mark) => mark.number > component.data.seen);
  if (first) {
    for (const [name, listener] of LISTENED) window.addEventListener(name, listener, true);
    observer.observe(document.body, { childList: true, subtree: true });
  }
  return () => {
    if (mode) leave();
    for (const [name, listener] of LISTENED) window.removeEventListener(name, listener, true);
    observer.disconnect();
    given = null;
  };
}
