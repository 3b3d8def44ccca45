// Taking a unit of the link in focus by its number and dropping it on the link above or below, or sending it there with ↑ and
// ↓ while its number has the focus. A part of the modules of the review screen and of the list.

const FAR = 5; // pixels that a pointer goes before something is dragged
const EDGE = 90; // pixels from the edge of the window where what scrolls does

let drag = null; // {grip, from: [x, y], target, ghost}

function ghostOf(grip) {
  const unit = grip.closest(".unit, .text-unit");
  const words = unit?.querySelector(".text, .words")?.textContent ?? "";
  const ghost = made("div", "drag-ghost", `${grip.textContent} ${words.slice(0, 80)}`);
  document.body.append(ghost);
  return ghost;
}

function pointAt(target) {
  if (drag.target?.node === target?.node) return;
  drag.target?.node.classList.remove("drop-here");
  target?.node.classList.add("drop-here");
  drag.target = target;
}

function letGo() {
  if (!drag) return;
  pointAt(null);
  drag.ghost?.remove();
  document.documentElement.classList.remove("dragging-unit");
  drag.grip.closest(".unit, .text-unit")?.classList.remove("dragged");
  drag = null;
}

/**
 * What hears of units that are dragged. `targetAt(y)` tells what lies at that height of the window: {to: "previous" or
 * "next", node}, or null; `drop(grip, to)` is told where a unit goes; `scroller()` is what scrolls.
 */
export function dragListeners({ selector, targetAt, drop, scroller }) {
  return [
    ["pointerdown", (event) => {
      const grip = event.button === 0 && !cutting?.box.isConnected && event.target.closest?.(selector);
      if (grip) drag = { grip, from: [event.clientX, event.clientY], target: null, ghost: null };
    }],
    ["pointermove", (event) => {
      if (!drag) return;
      const [x, y] = [event.clientX, event.clientY];
      if (!drag.grip.isConnected) return letGo(); // the texts were drawn anew
      if (!drag.ghost && Math.hypot(x - drag.from[0], y - drag.from[1]) < FAR) return;
      if (!drag.ghost) {
        drag.ghost = ghostOf(drag.grip);
        drag.grip.closest(".unit, .text-unit")?.classList.add("dragged");
        document.documentElement.classList.add("dragging-unit");
        document.getSelection().removeAllRanges();
      }
      event.preventDefault();
      drag.ghost.style.transform = `translate(${x + 12}px, ${y + 10}px)`;
      if (y < EDGE) scroller()?.scrollBy(0, -14);
      else if (y > innerHeight - EDGE) scroller()?.scrollBy(0, 14);
      pointAt(targetAt(y));
    }],
    ["pointerup", () => {
      const { grip, target } = drag ?? {};
      letGo();
      if (target && grip.isConnected) drop(grip, target.to);
    }],
    ["pointercancel", letGo],
    ["keydown", (event) => {
      if (drag && event.key === "Escape") {
        event.stopImmediatePropagation();
        return letGo();
      }
      const to = { ArrowUp: "previous", ArrowDown: "next" }[event.key];
      if (!to || event.ctrlKey || event.metaKey || event.altKey || event.repeat || !event.target.matches?.(selector)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      drop(event.target, to);
    }],
  ];
}
