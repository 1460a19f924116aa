// The claims as a table, on a phone as cards. Words only ever become text nodes. What leads to a sentence is a real link, so
// that it can be copied and opened in a new tab.
function way(root, mark, text, name) {
  if (!mark) return element("span", name, text);
  const made = element("a", name, text);
  made.href = address(root.data.href, mark);
  made.dataset.mark = mark;
  made.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    root.own = made;
    picks.pick(mark, made);
  });
  return made;
}

function named(root, cell, name) {
  const made = way(root, cell.mark, "", name);
  if (cell.colour) made.append(colourDot(cell.colour));
  made.append(document.createTextNode(cell.text));
  return made;
}

function cell(head, name, ...parts) {
  // A table of blocks, as on a phone, is told as no table: the roles are said.
  const made = element("td", name);
  made.setAttribute("role", "cell");
  const label = element("span", "head", head);
  label.setAttribute("aria-hidden", "true");
  made.append(label, ...parts);
  return made;
}

function paragraph(name, ...parts) {
  const made = element("p", name);
  made.append(...parts);
  return made;
}

function answered(root, answer) {
  const made = way(root, answer.mark, "", "answer");
  if (answer.colour) made.append(colourDot(answer.colour));
  made.append(document.createTextNode(answer.who + " "), element("em", "", answer.how));
  if (answer.words) made.append(document.createTextNode(": " + answer.words));
  return paragraph("", made);
}

function drawRow(root, row) {
  const { heads, since, said_too, no_answer } = root.data;
  const made = element("tr", row.missing.length ? "row silent" : "row");
  made.setAttribute("role", "row");
  const what = [paragraph("", way(root, row.what.mark, row.what.text, "label"))];
  const facts = [row.when, row.stated ? said_too : "", row.note].filter(Boolean);
  if (facts.length) what.push(element("p", "facts", facts.join(" · ")));
  const answers = row.answers.map((answer) => answered(root, answer));
  const rest = answers.slice(root.data.answers);
  if (rest.length > 1) {
    const more = element("button", "", `${rest.length} more`);
    more.setAttribute("aria-label", `${rest.length} more answers to: ${row.what.text}`);
    rest.forEach((one) => (one.hidden = true));
    more.addEventListener("click", () => {
      rest.forEach((one) => (one.hidden = false));
      rest[0].querySelector("a, span").focus();
      more.remove();
    });
    answers.push(more);
  }
  if (row.missing.length) {
    answers.push(paragraph("missing", element("strong", "", no_answer), document.createTextNode(" from " + row.missing.join(", "))));
  }
  const by = row.by.map((one) => paragraph("", named(root, one, "by")));
  if (row.since) by.push(paragraph("facts", way(root, row.since.mark, `${since} ${row.since.text}`, "since")));
  made.append(cell(heads[0], "what", ...what), cell(heads[1], by.length ? "" : "empty", ...by));
  made.append(cell(heads[2], answers.length ? "" : "empty", ...answers));
  return made;
}

function unfold(root, all) {
  root.all = all;
  [...root.querySelectorAll("tbody tr")].forEach((row, n) => (row.hidden = !all && n >= root.data.first));
  const more = root.querySelector(".more");
  if (!more) return;
  more.textContent = all ? `Show the first ${root.data.first}` : `Show all ${root.data.rows.length} claims`;
  more.setAttribute("aria-expanded", String(all));
}

function show(root) {
  const found = [...root.querySelectorAll("a[data-mark]")].filter((way) => way.dataset.mark === picks.state.id);
  // Of the same mark in many rows the one that was picked is lit, or the first.
  const one = root.own && found.includes(root.own) ? root.own : found[0];
  root.querySelectorAll("[aria-current]").forEach((way) => way.removeAttribute("aria-current"));
  root.querySelectorAll(".picked").forEach((row) => row.classList.remove("picked"));
  if (!one) return;
  one.setAttribute("aria-current", "true");
  const row = one.closest("tr");
  row.classList.add("picked");
  if (row.hidden) unfold(root, true);
  if (one.parentElement.hidden) one.parentElement.hidden = false;
  // In a narrow window the passage comes up in a sheet: what was picked here stays above it.
  if (one === root.own && matchMedia("(max-width: 1099px)").matches) row.scrollIntoView({ block: "nearest" });
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".claims");
  root.data = data;
  const drawn = JSON.stringify([data.rows, data.href]);
  if (root.drawn !== drawn) {
    root.drawn = drawn;
    const table = element("table");
    table.setAttribute("role", "table");
    table.setAttribute("aria-label", "Claims");
    const head = element("tr");
    head.setAttribute("role", "row");
    for (const name of data.heads) {
      const made = element("th", "", name);
      made.setAttribute("role", "columnheader");
      made.scope = "col";
      head.append(made);
    }
    const top = element("thead");
    top.setAttribute("role", "rowgroup");
    top.append(head);
    const body = element("tbody");
    body.setAttribute("role", "rowgroup");
    body.append(...data.rows.map((row) => drawRow(root, row)));
    table.append(top, body);
    root.replaceChildren(table);
    if (data.rows.length > data.first) {
      const more = element("button", "more");
      more.addEventListener("click", () => unfold(root, !root.all));
      root.append(more);
    }
    unfold(root, Boolean(root.all));
  }
  if (root.unlisten) root.unlisten();
  root.unlisten = picks.listen((_, how) => how.card || show(root));
  return () => root.unlisten();
}
