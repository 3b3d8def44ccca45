// What is searched for in the list: where it stands, as Python has found it, and the walk from one hit to the next. A part of
// the module that text_list.js begins.

let hit = -1; // which hit is looked at, by its number in `walk`

/** The hits of the rows that are listed, in order: each the row's place in the list, side, unit, and number in the unit. */
function walk() {
  if (rows.walk) return rows.walk;
  rows.walk = [];
  if (!rows.query) return rows.walk;
  for (let at = 0; at < count(); at += 1) {
    const [kk, en] = links.pairs[placeAt(at)];
    for (const [side, units] of [["en", en], ["kk", kk]])
      for (const unit of units) hitsIn(side, unit).forEach((_, number) => rows.walk.push([at, side, unit, number]));
  }
  return rows.walk;
}

const hitsIn = (side, unit) => (rows.query && hits[side][unit]) || [];

/** The number of the hit in a unit that is looked at. */
function currentIn(side, unit) {
  const current = walk()[hit];
  return current && current[1] === side && current[2] === unit ? current[3] : -1;
}

/** The row of the hit that is looked at. */
const hitsRow = () => walk()[hit]?.[0] ?? -1;

const hitFigures = () => ({ place: hit + 1, number: figure(walk().length) + (hits.more ? "+" : "") });

/** After new rows have come: where the hit stands that was looked at. */
function refind(before) {
  hit = before ? walk().findIndex((one) => one.slice(1).join() === before.slice(1).join()) : -1;
}

/** Go on to the next hit, or back; from a row without the one that was looked at, to the nearest. After the last comes the
 * first. */
function seek(step) {
  const found = walk();
  if (!found.length) return;
  let to = hit + step;
  if (hitsRow() !== focused)
    to = step > 0 ? found.findIndex(([at]) => at >= focused) : found.findLastIndex(([at]) => at < focused);
  if (to < 0) to = step > 0 ? 0 : found.length - 1;
  showHit(to % found.length);
}

function showHit(number) {
  hit = number;
  move(walk()[hit][0]);
  paint();
  const mark = parts.grid.querySelector(".found.current");
  if (!mark) return;
  const [own, shown] = [mark.getBoundingClientRect(), parts.grid.getBoundingClientRect()];
  if (own.top < shown.top || own.bottom > shown.bottom) parts.grid.scrollTop += own.top - shown.top - shown.height / 3;
}

/** A key in the field. Streamlit takes the words in on Enter; once it has, Enter goes from hit to hit. */
function inSearch(event) {
  if (event.key === "Escape") return void setTimeout(() => parts?.grid.focus({ preventScroll: true }));
  if (event.key !== "Enter" || event.target.value.trim() !== rows.query) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!rows.query) parts.grid.focus({ preventScroll: true });
  else seek(event.shiftKey ? -1 : 1);
}

/** The words that are selected in a text of the list, on one line. */
function selectedWords() {
  const selection = document.getSelection();
  const node = selection.anchorNode;
  const within = (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.(".text-units");
  return within ? selection.toString().split(/\s+/).filter(Boolean).join(" ") : "";
}
