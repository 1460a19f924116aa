// The article with its marks. A pick from anywhere scrolls to its passage, which is lit; its card stands below it.
// Offsets are code points of the article's text, as Python counts them, not UTF-16 units.
const flat = (text) => (/[\ud800-\udfff]/.test(text) ? [...text] : text);
const part = (text, start, end) => (typeof text === "string" ? text.slice(start, end) : text.slice(start, end).join(""));

// A block's text cut wherever a layer begins or ends: [text, layers, the longest first].
function segments(text, layers) {
  const turns = new Map([[0, []], [text.length, []]]);
  for (const layer of layers) {
    const [start, end] = [Math.max(0, layer[0]), Math.min(text.length, layer[1])];
    if (start >= end) continue;
    for (const place of [start, end]) turns.has(place) || turns.set(place, []);
    turns.get(start).push(layer);
    turns.get(end).push(layer);
  }
  const places = [...turns.keys()].sort((a, b) => a - b);
  const active = new Set();
  return places.slice(1).map((end, n) => {
    for (const layer of turns.get(places[n])) active.delete(layer) || active.add(layer);
    const here = [...active].sort((a, b) => b[1] - b[0] - (a[1] - a[0]) || a[0] - b[0]);
    return [part(text, places[n], end), here];
  });
}

function drawBlock(root, block, extra) {
  const made = element(block.tag, block.tag === "p" ? "" : "heading");
  const begun = new Set();
  for (const [text, layers] of segments(block.chars, [...block.layers, ...extra])) {
    if (!layers.length) {
      made.append(document.createTextNode(text));
      continue;
    }
    const span = element("span", "s " + [...new Set(layers.map((l) => l[2]))].join(" "), text);
    const colours = layers.filter((l) => l[3]);
    if (colours.length) span.style.setProperty("--c", colours[colours.length - 1][3]);
    const marks = [...new Set(layers.map((l) => l[4]).filter(Boolean))];
    if (marks.length) {
      span.classList.add("pick");
      span.marks = marks.reverse(); // the shortest first
      span.tabIndex = -1;
      if (marks.some((m) => !begun.has(m))) {
        marks.forEach((m) => begun.add(m));
        span.setAttribute("role", "button");
        span.dataset.begins = "";
      }
    }
    if (layers.some((l) => l[2] === "lit")) span.setAttribute("aria-current", "true");
    made.append(span);
  }
  return made;
}

function redraw(root, at, extra) {
  const made = drawBlock(root, root.blocks[at], extra);
  const old = root.made[at];
  const focused = old.contains(root.getRootNode().activeElement);
  old.replaceWith(made);
  root.made[at] = made;
  if (focused) {
    const next = made.querySelector("[aria-current].pick, .pick");
    if (next) next.focus({ preventScroll: true });
  }
}

const OWN = new Set(["content", "focus", "evidence"]); // what is picked itself, within its passage

// Layers that light what is picked, by block: of its card where that has come, else of its own words in the text.
function lights(root, state) {
  const out = new Map();
  const put = (start, end, name, colour) => {
    root.blocks.forEach((block, n) => {
      const from = Math.max(start, block.start) - block.start;
      const to = Math.min(end, block.end) - block.start;
      if (from >= to) return;
      if (!out.has(n)) out.set(n, []);
      out.get(n).push([from, to, name, colour || "", ""]);
    });
  };
  if (state.card && state.card.id === state.id) {
    put(...state.card.passage, "lit");
    for (const [start, end, role, colour] of state.card.spans) {
      put(start, end, role, colour);
      if (OWN.has(role)) put(start, end, "own");
    }
    for (const [start, end] of state.card.told) put(start, end, "again");
  } else if (state.id) {
    for (const n of root.places.get(state.id) || []) {
      for (const layer of root.blocks[n].layers.filter((l) => l[4] === state.id)) {
        put(layer[0] + root.blocks[n].start, layer[1] + root.blocks[n].start, "lit");
      }
    }
  }
  return out;
}

function light(root, state) {
  const now = lights(root, state);
  for (const n of root.lit) if (!now.has(n)) redraw(root, n, []);
  for (const [n, extra] of now) redraw(root, n, extra);
  root.lit = new Set(now.keys());
  root.querySelectorAll(".slot").forEach((slot) => slot.remove());
  const lit = [...root.querySelectorAll("[aria-current]")];
  // Where a mark has no words of its own in the text, nothing is lit, and the card stands on top.
  const last = lit.length ? lit[lit.length - 1] : null;
  let slot = null;
  if (state.card && state.card.id === state.id) {
    slot = element("div", "slot");
    slot.append(state.card.element);
    // At the passage, also within a long paragraph: what follows goes on below it.
    if (last) last.after(slot);
    else root.querySelector(".handle").after(slot);
  }
  if (lit.length || slot) bring(lit[0] || slot, slot || last, 0.25, { covered: root.querySelector(".handle").offsetHeight });
  rove(root, lit.find((s) => s.tabIndex === -1));
}

// One stop of the tab key for the whole text: the picked mark, else the first; arrows go from mark to mark.
function rove(root, to) {
  const marks = root.getElementsByClassName("pick");
  if (root.stop) root.stop.tabIndex = -1;
  root.stop = to && to.classList.contains("pick") ? to : marks[0];
  if (root.stop) root.stop.tabIndex = 0;
}

function pickFrom(root, span) {
  // A drag within a mark selects its words; it is no click.
  if (String(chosen(root) || "").length > 2) return;
  // A second click on the same words goes on to the next mark that covers them.
  const here = span.marks;
  picks.pick(here[(here.indexOf(picks.state.id) + 1) % here.length], null);
}

function draw(root, data) {
  root.blocks = data.blocks.map((block) => {
    const chars = flat(block.text);
    return { ...block, chars, end: block.start + chars.length, layers: block.layers.map((l) => [l[0], l[1], data.names[l[2]], data.colours[l[3]], l[4]]) };
  });
  root.places = new Map();
  root.blocks.forEach((block, n) => {
    for (const layer of block.layers) {
      if (!root.places.has(layer[4])) root.places.set(layer[4], new Set());
      root.places.get(layer[4]).add(n);
    }
  });
  root.made = root.blocks.map((block) => drawBlock(root, block, []));
  root.lit = new Set();
  const handle = element("button", "handle", data.handle);
  handle.addEventListener("click", () => showSheet(!document.documentElement.classList.contains("dateline-sheet")));
  root.replaceChildren(handle, ...root.made);
  rove(root, null);
  picks.order = data.order;
  if (picks.state.card && picks.state.card.reorder) picks.state.card.reorder();
}

const chosen = (root) => {
  const host = root.getRootNode();
  return host.getSelection ? host.getSelection() : document.getSelection();
};

// A place of the selection as a character of the article; null outside of it.
function place(root, node, offset) {
  if (node === root || node.contains(root)) {
    const next = node === root ? root.blocks[Math.min(offset, root.blocks.length - 1)] : root.blocks[0];
    return next ? next.start : null;
  }
  const at = root.made.findIndex((block) => block.contains(node));
  if (at < 0) return null;
  // The card stands within its paragraph and is no part of the text.
  const before = document.createRange();
  before.setStart(root.made[at], 0);
  before.setEnd(node, offset);
  const words = before.cloneContents();
  words.querySelectorAll(".slot").forEach((slot) => slot.remove());
  return root.blocks[at].start + [...words.textContent].length;
}

function tellSelected(root) {
  const found = chosen(root);
  if (!found || !found.rangeCount) return;
  if (!String(found)) root.dataset.selected = ""; // the same words may be selected again
  const range = found.getComposedRanges ? found.getComposedRanges({ shadowRoots: [root.getRootNode()] })[0] : found.getRangeAt(0);
  if (!range || !root.contains(range.startContainer)) return;
  const start = place(root, range.startContainer, range.startOffset);
  const end = place(root, range.endContainer, range.endOffset);
  if (start === null || end === null || end - start < 3) return;
  const spot = `${start}-${end}`;
  if (root.dataset.selected === spot) return;
  root.dataset.selected = spot;
  root.tell("selected", [start, end]);
}

// The document hears a selection wherever the finger or the mouse lets go; a pause tells that the choice is made.
function listenToSelections(root) {
  let waiting = 0;
  let pressed = false;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => (pressed ? 0 : tellSelected(root)), 450);
  };
  const down = () => (pressed = true);
  const up = () => {
    pressed = false;
    soon();
  };
  document.addEventListener("selectionchange", soon);
  document.addEventListener("pointerdown", down);
  document.addEventListener("pointerup", up);
  return () => {
    clearTimeout(waiting);
    document.removeEventListener("selectionchange", soon);
    document.removeEventListener("pointerdown", down);
    document.removeEventListener("pointerup", up);
  };
}

function step(root, from, by) {
  const marks = [...root.querySelectorAll("[data-begins]")];
  const next = marks[marks.indexOf(from) + by];
  if (!next) return;
  rove(root, next);
  next.focus({ preventScroll: true });
  bring(next, next, 0.3, { covered: root.querySelector(".handle").offsetHeight });
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".article");
  root.tell = setTriggerValue;
  root.data = data;
  root.classList.toggle("sheet", data.sheet);
  if (root.version !== data.version) {
    root.version = data.version;
    draw(root, data);
  }
  if (root.unlisten) root.unlisten();
  const hush = data.selectable ? listenToSelections(root) : () => 0;
  const unlisten = picks.listen((state) => light(root, state));
  const told = () => root.querySelector(".handle").setAttribute("aria-expanded", String(document.documentElement.classList.contains("dateline-sheet")));
  addEventListener("dateline-sheet", told);
  told();
    // What has the focus is in sight.
  const focused = (event) => event.target.classList.contains("pick") && showSheet(true);
  if (data.sheet) root.addEventListener("focusin", focused);
  root.unlisten = () => {
    hush();
    unlisten();
    removeEventListener("dateline-sheet", told);
    root.removeEventListener("focusin", focused);
  };
  root.onclick = (event) => {
    const span = event.composedPath().find((e) => e.classList && e.classList.contains("pick"));
    if (span && root.contains(span)) pickFrom(root, span);
  };
  root.onkeydown = (event) => {
    const span = event.target;
    if (!span.classList || !span.classList.contains("pick")) return;
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (by) step(root, span, by);
    else if (event.key === "Enter" || event.key === " ") pickFrom(root, span);
    else return;
    event.preventDefault();
  };
  return () => root.unlisten();
}
