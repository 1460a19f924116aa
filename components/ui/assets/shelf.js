// The library's articles. A title is a real link, so that it opens in a new tab too.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".shelf");
  const rows = data.rows.map((row) => {
    const item = document.createElement("article");
    const title = document.createElement("a");
    title.href = row.href;
    title.textContent = row.title;
    title.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      setTriggerValue("opened", row.id);
    });
    const facts = document.createElement("p");
    facts.textContent = row.facts;
    if (row.failed) facts.className = "failed";
    const words = document.createElement("div");
    words.append(title, facts);
    const remove = document.createElement("button");
    remove.textContent = "Delete";
    remove.setAttribute("aria-label", "Delete " + row.title);
    remove.addEventListener("click", () => setTriggerValue("removed", row.id));
    item.append(words, remove);
    return item;
  });
  root.replaceChildren(...rows);
}
