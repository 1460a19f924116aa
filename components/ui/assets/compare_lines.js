// Passages of several articles with what was left out or put in marked. A row is picked by a click or by Enter; arrows go
// from row to row. Words only ever become text nodes.
const TAGS = { "left out": "del", "put in": "ins", own: "strong" };

function drawLine(line) {
  const made = element("p", "line");
  if (line.who) {
    const who = element("span", "who");
    who.append(colourDot(line.colour), document.createTextNode(line.who));
    made.append(who);
  }
  const words = element("span", "words");
  for (const [text, change] of line.pieces) {
    const tag = TAGS[change];
    words.append(tag ? element(tag, "", text) : document.createTextNode(text), document.createTextNode(" "));
  }
  made.append(words);
  return made;
}

function drawRow(row) {
  const made = element("li", "row" + (row.lines.length > 1 ? " several" : ""));
  made.dataset.id = row.id;
  if (row.head) made.append(element("p", "head", row.head));
  const body = element("div", "body");
  body.tabIndex = -1;
  body.setAttribute("role", "button");
  if (row.what || row.note) {
    const lead = element("p", "lead");
    if (row.what) lead.append(element("span", "what", row.what));
    if (row.note) lead.append(element("span", "note", (row.what ? " · " : "") + row.note));
    body.append(lead);
  }
  body.append(...row.lines.map(drawLine));
  made.append(body);
  return made;
}

function rove(root, row) {
  root.querySelectorAll(".body").forEach((one) => (one.tabIndex = -1));
  const stop = row || root.querySelector(".row");
  if (stop) stop.querySelector(".body").tabIndex = 0;
}

function mark(root, id, moved) {
  let found = null;
  for (const row of root.querySelectorAll(".row")) {
    const on = Boolean(id) && row.dataset.id === id;
    row.classList.toggle("picked", on);
    row.querySelector(".body").setAttribute("aria-pressed", String(on));
    if (on && !found) found = row;
  }
  rove(root, found);
  const pane = root.querySelector("ol");
  if (found && moved && pane.scrollHeight > pane.clientHeight + 1) bring(found, found, 0.3, { pane });
}

function pick(root, row) {
  const chosen = (root.getRootNode().getSelection ? root.getRootNode() : document).getSelection();
  if (chosen && String(chosen).trim().length > 1 && row.contains(chosen.anchorNode)) return;
  root.own = true;
  const body = row.querySelector(".body");
  body.focus({ preventScroll: true });
  picks.pick(row.dataset.id, body);
  if (matchMedia("(max-width: 1099px)").matches) row.scrollIntoView({ block: "nearest" });
}

function keyed(root, event) {
  const row = event.target.closest(".row");
  if (!row) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    pick(root, row);
    return;
  }
  const rows = [...root.querySelectorAll(".row")];
  const to = { ArrowDown: rows.indexOf(row) + 1, ArrowUp: rows.indexOf(row) - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (to === undefined || !rows[to]) return;
  event.preventDefault();
  rove(root, rows[to]);
  rows[to].querySelector(".body").focus({ preventScroll: true });
  bring(rows[to], rows[to], 0.3);
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".compare_lines");
  const drawn = JSON.stringify(data);
  const anew = root.drawn !== drawn;
  if (anew) {
    root.drawn = drawn;
    const list = element("ol");
    list.setAttribute("role", "list");
    list.setAttribute("aria-label", data.label);
    list.append(...data.rows.map(drawRow));
    list.addEventListener("click", (event) => {
      const row = event.target.closest(".row");
      if (row) pick(root, row);
    });
    list.addEventListener("keydown", (event) => keyed(root, event));
    root.replaceChildren(list);
    mark(root, picks.state.id, false);
  }
  if (root.unlisten) root.unlisten();
  root.unlisten = picks.listen((state, how) => {
    if (how.card || (how.fresh && !anew)) return;
    mark(root, state.id, !root.own);
    root.own = false;
  });
  return () => root.unlisten();
}
