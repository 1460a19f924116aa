// Articles as a list: a title is a real link, so that it opens in a new tab too. Words only ever become text nodes.
function chip(root, name) {
  const made = element("button", "tag", name);
  made.setAttribute("aria-label", "Only with the tag " + name);
  made.addEventListener("click", () => root.tell("tagged", name));
  return made;
}

// A link of the page's own: a plain click is told to the server, any other is the browser's.
function way(root, name, text, href, event, value) {
  const made = element("a", name, text);
  made.href = href;
  made.addEventListener("click", (click) => {
    if (click.ctrlKey || click.metaKey || click.shiftKey) return;
    click.preventDefault();
    // From a collection to another the page stays, and from page to page of the list.
    if (event === "opened" || (event === "collected" && !location.pathname.endsWith("/collection"))) oneStep();
    root.tell(event, value);
  });
  return made;
}

function snippet(parts) {
  const made = element("p", "snippet");
  for (const [words, lit] of parts) made.append(lit ? element("mark", "", words) : document.createTextNode(words));
  return made;
}

function drawRow(root, row) {
  const item = element("article");
  if (root.data.picks) item.append(pickBox(root, row));
  const words = element("div", "words");
  words.append(way(root, "title", row.title, row.href, "opened", row.id));
  words.append(element("p", row.failed ? "facts failed" : "facts", row.facts));
  if (row.snippet.length) words.append(snippet(row.snippet));
  if (row.tags.length || row.collections.length) {
    const kept = element("p", "kept");
    for (const one of row.collections) kept.append(way(root, "set", one.name, one.href, "collected", one.id));
    for (const name of row.tags) kept.append(chip(root, name));
    words.append(kept);
  }
  item.append(words);
  if (!root.data.removable) return item;
  const remove = element("button", "remove", "Delete");
  remove.setAttribute("aria-label", "Delete " + row.title);
  remove.addEventListener("click", () => root.tell("removed", row.id));
  item.append(remove);
  return item;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".shelf");
  root.tell = setTriggerValue;
  // The same rows stay as they are: a row replaced between press and release would lose the click.
  const drawn = JSON.stringify(data);
  if (root.drawn === drawn) return;
  const turned = root.data && root.data.pages && data.pages && root.data.pages.page !== data.pages.page;
  root.drawn = drawn;
  root.data = data;
  const rows = data.rows.map((row) => drawRow(root, row));
  const parts = [];
  if (data.picks) parts.push(pickHead(root));
  parts.push(...rows);
  if (data.pages) parts.push(pager(root));
  if (data.picks) parts.push(pickBar(root));
  root.replaceChildren(...parts);
  if (data.picks) showPicks(root);
  if (turned) root.scrollIntoView({ block: "start", behavior: "instant" });
}
