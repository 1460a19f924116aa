// The events by date. Words only ever become text nodes. A label is a real link, so that it can be copied and opened in a
// new tab; the sentence of an event opens below it.
const element = (tag, name, text) => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
};

function address(href, id) {
  const made = new URL(href);
  made.searchParams.set("mark", id);
  return made.href;
}

function drawRow(root, row, day, href) {
  const item = element("li", "row");
  item.dataset.id = row.id;
  item.line = `${day.when}${row.time ? ", " + row.time : ""} – ${row.label} (${row.status})`;
  const lead = element("p");
  if (row.time) lead.append(element("span", "time", row.time));
  const label = element("a", "", row.label);
  label.href = address(href, row.id);
  label.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    root.own = row.id;
    root.tell("picked", row.id);
  });
  lead.append(label);
  const facts = element("p", "facts");
  facts.append(element("span", "status", row.status));
  if (row.note) facts.append(element("span", "note", " · " + row.note));
  for (const person of row.who) {
    const who = element("span", "who");
    const dot = element("i");
    dot.style.background = person.colour;
    who.append(dot, document.createTextNode(person.name));
    facts.append(document.createTextNode(" "), who);
  }
  const source = element("blockquote", "", row.sentence);
  source.hidden = true;
  source.id = "source-" + row.id;
  const open = element("button", "", "In the text");
  open.setAttribute("aria-expanded", "false");
  open.setAttribute("aria-controls", source.id);
  open.setAttribute("aria-label", "In the text: " + row.label);
  open.addEventListener("click", () => {
    source.hidden = !source.hidden;
    open.setAttribute("aria-expanded", String(!source.hidden));
  });
  facts.append(open);
  item.append(lead, facts, source);
  return item;
}

function drawDay(root, day, href) {
  const made = element("li", day.dated ? "day" : "day undated");
  const rows = element("ol");
  rows.setAttribute("role", "list");
  rows.append(...day.rows.map((row) => drawRow(root, row, day, href)));
  made.append(element("h3", "", day.when), rows);
  return made;
}

// What is selected over several rows is copied as a line an event.
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

function show(root, picked, moved) {
  let found = null;
  for (const row of root.querySelectorAll(".row")) {
    const on = row.dataset.id === picked;
    row.classList.toggle("picked", on);
    const label = row.querySelector("a");
    if (on) label.setAttribute("aria-current", "true");
    else label.removeAttribute("aria-current");
    if (on) found = row;
  }
  if (!found) return;
  // Within the list alone where it scrolls by itself: the page stays where the reader has it.
  const list = root.querySelector(".days");
  const whole = getComputedStyle(list).overflowY === "visible";
  if (!whole && !moved) return;
  requestAnimationFrame(() => {
    if (whole) {
      found.scrollIntoView({ block: "nearest" });
      return;
    }
    // Into that part of it that the window shows; where that is too little, the page moves as far as it must.
    const box = found.getBoundingClientRect();
    const around = list.getBoundingClientRect();
    const top = Math.max(around.top, 0);
    const bottom = Math.min(around.bottom, window.innerHeight);
    if (box.top < top || box.bottom > bottom) {
      list.scrollTop += box.top - top - Math.max(8, (bottom - top - box.height) / 3);
    }
    if (bottom - top < box.height) found.scrollIntoView({ block: "nearest" });
  });
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".chronicle");
  root.tell = setTriggerValue;
  const drawn = JSON.stringify([data.days, data.href]);
  const anew = root.drawn !== drawn;
  if (anew) {
    root.drawn = drawn;
    const days = element("ol", "days");
    days.setAttribute("role", "list"); // which some browsers take from a list without bullets
    days.append(...data.days.map((day) => drawDay(root, day, data.href)));
    const ways = element("div", "ways");
    const copy = element("button", "copy", "Copy as text");
    copy.addEventListener("click", async () => {
      try {
        await write(root.text);
        copy.textContent = "Copied";
      } catch {
        copy.textContent = "Copying was refused by the browser";
      }
      setTimeout(() => (copy.textContent = "Copy as text"), 1800);
    });
    ways.append(copy);
    root.replaceChildren(days, ways);
    days.addEventListener("copy", (event) => copied(root, event));
  }
  root.text = data.text;
  const moved = (anew || root.picked !== data.picked) && root.own !== data.picked;
  root.own = "";
  const same = !anew && root.picked === data.picked;
  root.picked = data.picked;
  if (!same) show(root, data.picked, moved);
  if (!anew || !moved) return;
  // What comes later moves it: the house's own type, and the chart above.
  const again = () => root.picked === data.picked && show(root, data.picked, true);
  document.fonts.ready.then(again);
  setTimeout(again, 900);
}
