// The library's articles. A title is a real link, so that it opens in a new tab too.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".shelf");
  root.tell = setTriggerValue;
  // The same rows stay as they are: a row replaced between press and release would lose the click.
  const drawn = JSON.stringify(data.rows);
  if (root.drawn === drawn) return;
  root.drawn = drawn;
  const rows = data.rows.map((row) => {
    const item = document.createElement("article");
    const title = document.createElement("a");
    title.href = row.href;
    title.textContent = row.title;
    title.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      root.tell("opened", row.id);
    });
    const facts = document.createElement("p");
    facts.textContent = row.facts;
    if (row.failed) facts.className = "failed";
    const words = document.createElement("div");
    words.append(title, facts);
    item.append(words);
    if (!data.removable) return item;
    const remove = document.createElement("button");
    remove.textContent = "Delete";
    remove.setAttribute("aria-label", "Delete " + row.title);
    remove.addEventListener("click", () => root.tell("removed", row.id));
    item.append(remove);
    return item;
  });
  root.replaceChildren(...rows);
}
