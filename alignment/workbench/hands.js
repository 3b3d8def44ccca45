// What hands do in the texts of the link in focus on the review screen: a click between two words offers to split the link
// there, a unit is dragged to a neighbour. The end of the module that splitting.js and dragging.js begin.

let given = null; // what Streamlit handed over last, for what is heard
let panel = null; // the same, for the panel
let number = 0;

const CARD = ".st-key-focus";
const main = () => document.querySelector("[data-testid=stMain]");
const rests = () => document.querySelector("[role=dialog]:not([data-testid=stPopoverBody])") !== null;

/** The neighbour that lies at a height of the window. */
function neighbourAt(y) {
  const row = drag.grip.closest(".sentence-row");
  if (row) {
    const box = row.getBoundingClientRect();
    const to = y < box.top ? "previous" : y > box.bottom ? "next" : null;
    const node = to && (to === "next" ? row.nextElementSibling : row.previousElementSibling);
    return node ? { to, node } : null;
  }
  const { top, bottom } = document.querySelector(CARD).getBoundingClientRect();
  const to = y < top ? "previous" : y > bottom ? "next" : null;
  if (!to || !given.data.neighbours.includes(to)) return null;
  const rows = [...document.querySelectorAll(`.st-key-${to === "next" ? "below" : "above"} .near`)].map((side) =>
    side.closest(".stHorizontalBlock"),
  );
  const node = to === "next" ? rows[0] : rows.at(-1);
  return node ? { to, node } : null;
}

function drop(grip, to) {
  const { side, unit } = grip.closest(".unit").querySelector(".text").dataset;
  const row = grip.closest(".sentence-row");
  const beside = row && (to === "next" ? row.nextElementSibling : row.previousElementSibling);
  if (rests() || (row ? !beside : !given.data.neighbours.includes(to))) return;
  const sequence = given.data.sequence;
  given.setTriggerValue("moved", { number: ++number, side, unit, to, sequence, row: Boolean(row) });
}

function onClick(event) {
  if (chip?.contains(event.target)) return;
  const row = event.target.closest?.(`${CARD} .sentence-row`);
  if (row && !rests() && document.getSelection().isCollapsed && !row.hasAttribute("aria-current"))
    given.setTriggerValue("chosen", { number: ++number, row: Number(row.dataset.row) });
  const text = row ? null : event.target.closest?.(`${CARD} .focus .text[data-unit]`);
  if (!text || rests() || !document.getSelection().isCollapsed || event.detail > 1) return forgetCaret();
  const { side, unit } = text.dataset;
  showCaret(text, side, unit, event, given.data.label, () => document.querySelector(".st-key-split button")?.click());
}

function onCaretKey(event) {
  if (cutKey(event)) return;
  if (event.key !== "Escape" || !chip) return;
  event.stopImmediatePropagation();
  forgetCaret();
}

const LISTENED = [
  ["keydown", onCaretKey],
  ["click", onClick],
  ["scroll", () => chip && forgetCaret()],
  ...dragListeners({ selector: `${CARD} .grip`, targetAt: neighbourAt, drop, scroller: main }),
];

export default function (component) {
  if (component.data.kind === "panel") {
    panel = component;
    const { opened } = component.data;
    const parent = component.parentElement.querySelector(".split-place");
    openPanel(parent, component.data, (what, more = {}) => panel.setTriggerValue("decided", { what, opened, ...more }));
    return () => {
      closePanel();
      panel = null;
    };
  }
  const first = given === null;
  if (given && given.data.focus !== component.data.focus) forgetCaret();
  given = component;
  if (first) for (const [name, listener] of LISTENED) window.addEventListener(name, listener, true);
  return () => {
    for (const [name, listener] of LISTENED) window.removeEventListener(name, listener, true);
    letGo();
    forgetCaret();
    given = null;
  };
}
