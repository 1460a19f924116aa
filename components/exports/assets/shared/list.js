// A chart's list, in full words: every row a way to its passage by a click anywhere, by arrows and Enter. A row's label is a
// real link, so that it can be copied and opened in a new tab.
function dotted(name, person) {
  const made = element("span", name);
  if (person.colour) made.append(colourDot(person.colour));
  made.append(document.createTextNode(person.name));
  return made;
}

const words = (row) => [row.label, ...row.facts, row.note, row.sentence, ...[row.first, ...row.who].map((one) => one && one.name)].join(" ").toLowerCase();

function line(head, row) {
  const when = [head, row.time].filter(Boolean).join(", ");
  const told = [row.first && row.first.name, ...row.facts].filter(Boolean).join(" · ");
  return (when ? when + " – " : "") + row.label + (told ? ` (${told})` : "");
}

function drawRow(root, head, row) {
  const made = element("li", "row");
  made.dataset.id = row.id;
  made.line = line(head, row);
  const lead = element("p");
  if (row.time) lead.append(element("span", "time", row.time));
  if (row.colour) lead.append(colourDot(row.colour));
  const label = element("a", row.quoted ? "quoted" : "", row.label);
  label.href = address(root.data.href, row.id);
  label.tabIndex = -1;
  lead.append(label);
  const facts = element("p", "facts");
  if (row.first) facts.append(dotted("who first", row.first));
  row.facts.forEach((fact, n) => facts.append(element("span", "fact", (n || row.first ? " · " : "") + fact)));
  if (row.note) facts.append(element("span", "note", (row.facts.length || row.first ? " · " : "") + row.note));
  for (const person of row.who) facts.append(document.createTextNode(" "), dotted("who", person));
  made.append(lead, facts);
  if (row.sentence) made.append(element("blockquote", "", row.sentence));
  return made;
}

// In a narrow window a list doesn't scroll by itself: it comes in smaller parts.
const first = (data) => (matchMedia("(max-width: 640px)").matches ? Math.min(data.first, 15) : data.first);
const count = (root) => root.data.groups.reduce((sum, group) => sum + group.rows.length, 0);

function shownRows(root) {
  const asked = (root.asked || "").toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (row) => asked.every((word) => words(row).includes(word));
  const groups = [];
  let left = root.most;
  let all = 0;
  for (const group of root.data.groups) {
    const rows = group.rows.filter(fits);
    all += rows.length;
    const taken = rows.slice(0, Math.max(0, left));
    left -= taken.length;
    if (taken.length) groups.push({ ...group, rows: taken });
  }
  return [groups, all];
}

function fill(root) {
  const [groups, all] = shownRows(root);
  const days = root.querySelector(".days");
  days.replaceChildren(...groups.map((group) => {
    const made = element("li", group.head ? (group.quiet ? "day quiet" : "day") : "day bare");
    const rows = element("ol");
    rows.setAttribute("role", "list");
    rows.append(...group.rows.map((row) => drawRow(root, group.head, row)));
    if (group.head) made.append(element("h3", "", group.head));
    made.append(rows);
    return made;
  }));
  const shown = groups.reduce((sum, group) => sum + group.rows.length, 0);
  const more = root.querySelector(".more");
  more.hidden = shown >= all;
  more.textContent = `Show ${Math.min(first(root.data), all - shown)} more of ${all.toLocaleString("en")}`;
  const none = root.querySelector(".none");
  const asked = (root.asked || "").trim();
  none.hidden = all > 0 && !asked;
  none.textContent = all ? `${all.toLocaleString("en")} of ${count(root).toLocaleString("en")}` : "Nothing here has these words.";
  mark(root, picks.state.id, false);
}

// One stop of the tab key for the whole list: the picked row, else the first.
function rove(root, row) {
  root.querySelectorAll(".row a").forEach((a) => (a.tabIndex = -1));
  const stop = row || root.querySelector(".row");
  if (stop) stop.querySelector("a").tabIndex = 0;
}

function mark(root, id, moved) {
  let found = null;
  for (const row of root.querySelectorAll(".row")) {
    const on = Boolean(id) && row.dataset.id === id;
    row.classList.toggle("picked", on);
    const label = row.querySelector("a");
    if (on) label.setAttribute("aria-current", "true");
    else label.removeAttribute("aria-current");
    if (on && !found) found = row;
  }
  rove(root, found);
  // Within the list alone where it scrolls by itself: the page stays where the reader has it.
  const days = root.querySelector(".days");
  if (found && moved && days.scrollHeight > days.clientHeight + 1) bring(found, found, 0.3, { pane: days });
}

function reveal(root, id) {
  let number = 0;
  for (const group of root.data.groups) {
    for (const row of group.rows) {
      number += 1;
      if (row.id !== id) continue;
      if (number <= root.most) return;
      root.most = Math.ceil(number / first(root.data)) * first(root.data);
      fill(root);
      return;
    }
  }
}

// What is selected over several rows is copied as a line a row.
function copied(root, event) {
  const host = root.getRootNode();
  const chosen = host.getSelection ? host.getSelection() : document.getSelection();
  if (!chosen || !chosen.rangeCount) return;
  const range = chosen.getRangeAt(0);
  const rows = [...root.querySelectorAll(".row")].filter((row) => range.intersectsNode(row));
  if (rows.length < 2) return;
  event.clipboardData.setData("text/plain", rows.map((row) => row.line).join("\n"));
  event.preventDefault();
}

function pressed(root, event) {
  const row = event.target.closest(".row");
  if (!row || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const host = root.getRootNode();
  const chosen = host.getSelection ? host.getSelection() : document.getSelection();
  // A drag over its words selects them; it is no click.
  if (chosen && String(chosen).trim().length > 1 && row.contains(chosen.anchorNode)) return;
  event.preventDefault();
  const label = row.querySelector("a");
  // Enter on the row that is picked already goes on to its card.
  if (event.detail === 0 && picks.state.id === row.dataset.id && picks.state.card) {
    const way = picks.state.card.element.querySelector(".ways button");
    if (way) way.focus();
    return;
  }
  root.own = true;
  label.focus({ preventScroll: true });
  picks.pick(row.dataset.id, label);
  // Where the passage comes up in a sheet, the row stays above it.
  if (matchMedia("(max-width: 1099px)").matches) row.scrollIntoView({ block: "nearest" });
}

function keyed(root, event) {
  const row = event.target.closest(".row");
  if (!row) return;
  const rows = [...root.querySelectorAll(".row")];
  const to = { ArrowDown: rows.indexOf(row) + 1, ArrowUp: rows.indexOf(row) - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (to === undefined || !rows[to]) return;
  event.preventDefault();
  rove(root, rows[to]);
  const label = rows[to].querySelector("a");
  label.focus({ preventScroll: true });
  bring(rows[to], rows[to], 0.3);
}

function draw(root) {
  const data = root.data;
  root.most = Math.max(root.most || 0, first(data));
  const parts = [];
  const total = count(root);
  if (total >= data.search) {
    const field = element("input", "search");
    field.type = "search";
    field.placeholder = `Search in these ${total.toLocaleString("en")}`;
    field.setAttribute("aria-label", data.label ? `Search: ${data.label}` : "Search in the list");
    field.value = root.asked || "";
    field.addEventListener("input", () => {
      root.asked = field.value;
      root.most = first(data);
      fill(root);
    });
    parts.push(field);
  } else {
    root.asked = "";
  }
  const days = element("ol", "days");
  days.setAttribute("role", "list"); // which some browsers take from a list without bullets
  if (data.label) days.setAttribute("aria-label", data.label);
  days.title = "Arrow keys go from row to row, Enter picks one, Enter again goes to its card";
  days.addEventListener("click", (event) => pressed(root, event));
  days.addEventListener("keydown", (event) => keyed(root, event));
  days.addEventListener("copy", (event) => copied(root, event));
  const none = element("p", "none");
  none.setAttribute("role", "status");
  const ways = element("div", "ways");
  const more = element("button", "more");
  more.addEventListener("click", () => {
    root.most += first(data);
    fill(root);
  });
  ways.append(more);
  if (data.text) {
    const copy = element("button", "copy", "Copy as text");
    copy.addEventListener("click", () => copyFrom(copy, "Copy as text", data.text));
    ways.append(copy);
  }
  root.replaceChildren(...parts, none, days, ways);
  fill(root);
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".list");
  const drawn = JSON.stringify([data.groups, data.href]);
  const anew = root.drawn !== drawn;
  root.data = data;
  root.classList.toggle("tight", data.tight);
  if (anew) {
    root.drawn = drawn;
    draw(root);
  }
  if (root.unlisten) root.unlisten();
  root.unlisten = picks.listen((state, how) => {
    if (how.card) return;
    if (how.fresh && !anew) return;
    if (state.id) reveal(root, state.id);
    mark(root, state.id, !root.own);
    root.own = false;
  });
  return () => root.unlisten();
}
