// How the list of all links is drawn; the end of the module that text_list.js begins.

const high = () => parts.high;
const yOf = (at) => at * high() + (at > focused ? extra : 0);

function positionAt(y) {
  const before = Math.floor(y / high());
  if (before <= focused) return before;
  return Math.max(focused, Math.floor((y - extra) / high()));
}

function element(name, classes = "", text = "") {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  if (text) made.textContent = text;
  return made;
}

const fill = (template, values) =>
  template.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? figure(values[name]) : values[name]));

let figures = new Intl.NumberFormat();
const figure = (value) => figures.format(value);

/** A text with the hits marked in it, the one that is looked at apart from the others. */
function marked(text, spans, current) {
  const made = [];
  let at = 0;
  spans.forEach(([start, end], number) => {
    if (start >= text.length) return;
    made.push(document.createTextNode(text.slice(at, start)));
    made.push(element("span", number === current ? "found current" : "found", text.slice(start, end)));
    at = Math.min(end, text.length);
  });
  made.push(document.createTextNode(text.slice(at)));
  return made;
}

/** A unit's id, by which it is dragged to the row above or below. */
function grip(id) {
  const made = element("span", "id grip", id);
  made.role = "button";
  made.tabIndex = 0;
  made.title = fill(rows.tips.grip, { unit: id });
  made.setAttribute("aria-label", made.title);
  return made;
}

/** One side of a link: its units one after the other, or beneath one another where the row is in focus. */
function side(name, units, whole) {
  const cell = element("div", "text-side");
  cell.lang = name;
  cell.role = "gridcell";
  const box = element("div", "text-units");
  if (!units.length) box.append(element("span", "none", rows.words.none));
  let left = whole ? Infinity : MOST;
  for (const unit of units) {
    if (left <= 0) break;
    const [id, text, heading] = texts.stamp === rows.texts ? (texts[name][unit] ?? ["", "…"]) : ["", "…"];
    const own = element("span", heading ? "text-unit heading" : "text-unit");
    if (whole && id) own.append(grip(id));
    const said = element("span", "words");
    Object.assign(said.dataset, { side: name, unit: id });
    said.append(...marked(text.length > left ? text.slice(0, left) : text, hitsIn(name, unit), currentIn(name, unit)));
    own.append(said);
    left -= text.length;
    box.append(own, " ");
  }
  cell.append(box);
  return cell;
}

const MARKS = { flag: ["⚑", "flags"], finding: ["⚠", "finding"], comment: ["✎", "comments"] };

/** Whom a link is assigned to. */
function person(place) {
  const name = notes.assigned[place];
  if (!name) return [];
  const made = element("span", "assigned", name);
  made.title = fill(rows.words.assigned, { who: name });
  made.setAttribute("aria-label", made.title);
  made.role = "img";
  return [made];
}

function about(place, own) {
  const cell = element("div", "text-about");
  cell.role = "gridcell";
  const [kk, en] = links.pairs[place];
  const sureness = links.sure[place];
  const band = rows.figures.bands.find(([least]) => sureness >= least);
  const share = sureness < 0 ? "–" : rows.figures.percent[Math.min(99, Math.floor(sureness / 10))];
  const said = element("span", `sure ${sureness < 0 ? "violet" : band[1]}`, share);
  said.title = sureness < 0 ? rows.words.reviewer : band[2];
  const shape = element("span", "shape", `${kk.length}:${en.length}`);
  shape.title = fill(rows.words.shape, { kk: kk.length, en: en.length });
  if (kk.length !== 1 || en.length !== 1) shape.classList.add("odd");
  cell.append(said, shape);
  for (const [kind, [sign, name]] of Object.entries(MARKS)) {
    const number = own.filter(([other]) => other === kind).length;
    if (!number) continue;
    const mark = element("span", `mark of-${kind}`, number > 1 ? `${sign}${number}` : sign);
    mark.title = `${rows.words[name]}: ${number}`;
    mark.setAttribute("aria-label", mark.title);
    mark.role = "img";
    cell.append(mark);
  }
  cell.append(...person(place));
  return cell;
}

/** What a row shows, in a word: a row that shows the same is left as it is. */
function lookOf(place, at, given) {
  const key = keyOf(links.pairs[place]);
  const own = (notes.notes[place] ?? []).length;
  const here = (units, n) => units.every((unit) => texts[n ? "en" : "kk"][unit]);
  const ready = texts.stamp === rows.texts && links.pairs[place].every(here);
  return [
    key, at === focused, chosen.has(key), rows.status[place], given.get(key) ?? "", own && notes.stamp, notes.assigned[place] ?? "", ready, rows.hits,
    at === hitsRow() ? hit : "", rows.language, links.sure[place], rows.texts, at === focused ? rows.split?.opened : "",
  ].join("\n");
}

function drawRow(row, place, at, given) {
  const key = keyOf(links.pairs[place]);
  const [status, saving] = [given.get(key) ?? rows.status[place], given.has(key)];
  const whole = at === focused;
  const own = notes.notes[place] ?? [];
  row.className = `text-row ${status}${saving ? " saving" : ""}${whole ? " focused" : ""}`;
  row.id = `text-row-${place}`;
  row.dataset.place = place;
  row.setAttribute("aria-selected", chosen.has(key) || whole);
  row.classList.toggle("chosen", chosen.has(key));
  const no = element("div", "text-no");
  no.role = "rowheader";
  const sign = element("span", "sign", saving ? "…" : SIGNS[status]);
  sign.title = saving ? rows.words.saving : rows.statuses[status];
  sign.setAttribute("aria-label", sign.title);
  sign.role = "img";
  no.append(sign, element("span", "", figure(place + 1)));
  const [kk, en] = links.pairs[place];
  row.replaceChildren(no, side("en", en, whole), side("kk", kk, whole), about(place, own));
  if (whole && rows.split) {
    const cell = element("div", "text-split");
    cell.role = "gridcell";
    row.replaceChildren(no, cell, about(place, own));
    openPanel(cell, rows.split, (what, more) => send(what, more));
    new ResizeObserver(paint).observe(cell); // the rows below begin where it ends
    return;
  }
  if (whole && own.length) {
    const list = element("div", "text-notes");
    list.role = "gridcell";
    for (const [kind, color, text] of own) list.append(element("div", `text-note ${color}`, `${MARKS[kind][0]} ${text}`));
    row.append(list);
  }
}

/** Draw the rows in view, and a few beyond. Of the rows that stand there already only those are made anew that changed. */
function paint() {
  if (!rows || !parts) return;
  const { grid, space } = parts;
  const given = pending();
  for (let round = 0; round < 2; round += 1) {
    const first = Math.max(0, positionAt(grid.scrollTop) - BEYOND);
    const last = Math.min(count() - 1, positionAt(grid.scrollTop + grid.clientHeight) + BEYOND);
    const wanted = new Set();
    for (let at = first; at <= last; at += 1) {
      const place = placeAt(at);
      wanted.add(place);
      let row = drawn.get(place);
      if (!row) {
        row = element("div");
        row.role = "row";
        drawn.set(place, row);
      }
      const look = lookOf(place, at, given);
      if (row.look !== look) {
        drawRow(row, place, at, given);
        row.look = look;
      }
      row.setAttribute("aria-rowindex", at + 2);
    }
    for (const [place, row] of drawn) {
      if (wanted.has(place)) continue;
      row.remove();
      drawn.delete(place);
    }
    for (let at = first, before = null; at <= last; at += 1) {
      const row = drawn.get(placeAt(at));
      const behind = before ? before.nextSibling : space.firstChild;
      if (behind !== row) space.insertBefore(row, behind);
      before = row;
    }
    const own = count() ? drawn.get(placeAt(focused)) : null;
    const higher = own ? Math.max(0, own.offsetHeight - high()) : extra;
    const same = higher === extra;
    extra = higher;
    for (let at = first; at <= last; at += 1) {
      const row = drawn.get(placeAt(at));
      const shift = `translateY(${yOf(at)}px)`;
      if (row.style.transform !== shift) row.style.transform = shift;
    }
    if (same) break;
  }
  space.style.height = `${count() * high() + extra}px`;
  grid.setAttribute("aria-rowcount", count() + 1);
  const active = count() ? `text-row-${placeAt(focused)}` : "";
  if (grid.getAttribute("aria-activedescendant") !== active) grid.setAttribute("aria-activedescendant", active);
  drawBar();
}

function drawBar() {
  const { buttons, where, empty } = parts;
  const { accept, doubt, to, merge, own } = plan();
  const many = chosen.size > 1;
  const numbers = {
    accept: accept.length, next: accept.length, doubt: doubt.length, merge: merge.length, flag: own.length,
    assign: own.length,
  };
  const any = own.length > 0;
  const may = {
    ...numbers, back: true, on: true, next: any, split: any, comment: any, open: any, all: any, places: any,
    undo: rows.undo, redo: rows.redo,
  };
  for (const [name, button] of Object.entries(buttons)) {
    const label = name === "doubt" && to === "unreviewed" ? rows.labels.reopen : rows.labels[name];
    const said = many && numbers[name] ? `${label} (${figure(numbers[name])})` : label;
    if (button.label.textContent !== said) button.label.textContent = said;
    button.title = rows.tips[name] ? `${label}: ${rows.tips[name]}` : label;
    button.disabled = !may[name];
    button.classList.toggle("sure", asked.startsWith(`${name === "doubt" && to === "unreviewed" ? "reopen" : name} `));
  }
  const said = [];
  if (count()) said.push(fill(rows.words.place, { place: placeAt(focused) + 1, links: links.pairs.length }));
  if (rows.shown) said.push(fill(rows.words.shown, { number: count() }));
  const found = walk();
  if (found.length) said.push(fill(rows.words[hitsRow() === focused ? "hit" : "hits"], hitFigures()));
  for (const name of ["back", "on"]) buttons[name].hidden = !found.length;
  if (chosen.size) said.push(fill(rows.words.selected, { number: chosen.size }));
  const line = said.join(" · ");
  if (where.textContent !== line) where.textContent = line;
  empty.hidden = count() > 0;
  parts.root.dataset.sequence = rows.sequence;
  parts.root.dataset.waiting = waiting.length;
}

/** Say what came of the last act. */
function told() {
  const [, words, warns] = rows.said;
  say(warns ? words : fill(words, { key: parts.buttons.undo.letter.textContent || "U" }), warns);
}

function say(words, warns = false) {
  parts.said.textContent = words;
  parts.said.classList.toggle("warns", warns);
}

/** The height of a row, and of the list: to the bottom of the window. */
function measure() {
  const { root, grid } = parts;
  parts.high = parseFloat(getComputedStyle(root).getPropertyValue("--row")) || 44;
  const scroller = root.closest("[data-testid=stMain]");
  const top = grid.getBoundingClientRect().top + (scroller?.scrollTop ?? 0);
  grid.style.height = `${Math.max(6 * parts.high, window.innerHeight - top - 10)}px`;
}

function onResize() {
  if (!rows || !parts) return;
  for (const row of drawn.values()) row.look = "";
  measure();
  paint();
  reveal();
}

let framed = false;
function onScroll() {
  if (framed) return;
  framed = true;
  requestAnimationFrame(() => {
    framed = false;
    paint();
  });
}

function build(parent) {
  const root = element("div", "text-list");
  const bar = element("div", "text-bar");
  bar.role = "toolbar";
  const buttons = {};
  const line = element("div", "text-line");
  const [where, said] = [element("span", "where"), element("span", "said")];
  said.role = "status";
  line.append(where, said);
  for (const name of [
    "accept", "next", "doubt", "merge", "split", "comment", "flag", "assign", "open", "undo", "redo", "back", "on", "places", "all",
  ]) {
    const button = element("button", `text-act ${name}`);
    button.type = "button";
    button.label = element("span");
    button.letter = element("kbd");
    button.append(button.label, button.letter);
    button.addEventListener("pointerdown", (event) => event.preventDefault()); // the list keeps the focus
    button.addEventListener("click", () => {
      if (busy()) return;
      if (waiting.some(structural)) held.push(ACTS[name]);
      else ACTS[name]();
    });
    buttons[name] = button;
    if (["back", "on"].includes(name)) where.after(button);
    else (["places", "all"].includes(name) ? line : bar).append(button);
  }
  where.after(buttons.back, buttons.on);
  const grid = element("div", "text-grid");
  grid.role = "grid";
  grid.tabIndex = 0;
  grid.setAttribute("aria-multiselectable", "true");
  const space = element("div", "text-space");
  space.role = "rowgroup";
  const empty = element("div", "text-empty");
  empty.hidden = true;
  grid.append(space, empty);
  grid.addEventListener("scroll", onScroll, { passive: true });
  grid.addEventListener("click", onClick);
  grid.addEventListener("mousedown", (event) => {
    if (event.shiftKey || event.ctrlKey || event.metaKey) event.preventDefault(); // else words would be selected
  });
  grid.addEventListener("dblclick", (event) => {
    // In the texts it selects a word.
    if (event.target.closest(".text-no, .text-about") && !busy()) ACTS.open();
  });
  root.append(bar, line, grid);
  parent.append(root);
  drawn.clear();
  parts = { root, bar, buttons, where, said, grid, space, empty, high: 44 };
  new ResizeObserver(onResize).observe(root);
}

/** The words of the interface, and the letters of the buttons as the reader's keyboard has them. */
async function dress() {
  const { bar, grid, empty, buttons } = parts;
  figures = new Intl.NumberFormat(rows.language);
  bar.setAttribute("aria-label", rows.words.bar);
  grid.setAttribute("aria-label", rows.words.links);
  empty.textContent = rows.words.empty;
  const layout = await navigator.keyboard?.getLayoutMap?.().catch(() => null);
  for (const [name, button] of Object.entries(buttons)) {
    const code = CODES[name];
    const letter = (layout?.get(code) ?? code.slice(3)).toUpperCase();
    const shift = ["back", "places"].includes(name) ? "⇧" : "";
    button.letter.textContent = name === "all" ? `Ctrl ${letter}` : code === "Enter" ? "↵" : shift + letter;
  }
}
