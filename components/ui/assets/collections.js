// The collections as links with how many articles each holds; many are folded.
const FIRST = 8;

function drawSets(root) {
  const { sets, label } = root.data;
  const shown = root.open ? sets : sets.slice(0, FIRST);
  const list = element("ul");
  list.setAttribute("role", "list"); // which some browsers take from a list without bullets
  list.setAttribute("aria-label", label);
  list.append(...shown.map((one) => {
    const item = element("li");
    const link = element("a", "", one.name);
    link.href = one.href;
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      oneStep();
      root.tell("opened", one.id);
    });
    item.append(link, element("span", "", ` ${one.articles.toLocaleString("en")}`));
    return item;
  }));
  const parts = [element("h2", "", label), list];
  if (sets.length > FIRST) {
    const more = element("button", "", root.open ? "Show fewer" : `Show all ${sets.length.toLocaleString("en")}`);
    more.setAttribute("aria-expanded", String(Boolean(root.open)));
    more.addEventListener("click", () => {
      root.open = !root.open;
      drawSets(root);
      root.querySelector("button").focus();
    });
    parts.push(more);
  }
  root.replaceChildren(...parts);
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".collections");
  root.tell = setTriggerValue;
  const drawn = JSON.stringify(data);
  if (root.drawn === drawn) return;
  root.drawn = drawn;
  root.data = data;
  drawSets(root);
}
