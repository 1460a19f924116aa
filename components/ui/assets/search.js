// The search field of a list of articles, and its filters, which fold away. What is asked for stands in the address.
const TEXTS = [["who", "Who’s in it", "names"], ["speaker", "Who’s quoted", "speakers"], ["outlet", "Published by", "outlets"]];
const DAYS = [["from", "From"], ["to", "To"]];

function field(root, name, label, made) {
  const box = element("div", "field");
  const words = element("label", "", label); // beside it: one around a choice is read out with all that can be chosen
  made.name = name;
  made.id = words.htmlFor = "search-" + name;
  box.append(words, made);
  // A choice counts at once; words when they are done with.
  made.addEventListener("change", () => ask(root));
  return box;
}

function textField(root, name, label, names) {
  const made = element("input");
  made.type = "text";
  made.autocomplete = "off";
  const list = element("datalist");
  list.id = "names-" + name;
  list.append(...names.map((one) => Object.assign(element("option"), { value: one })));
  if (names.length) made.setAttribute("list", list.id);
  const box = field(root, name, label, made);
  box.append(list);
  return box;
}

function dayField(root, name, label) {
  const made = element("input");
  made.type = "date";
  return field(root, name, label, made);
}

function choiceField(root, name, label, choices, none) {
  const made = element("select");
  for (const [value, words] of none === null ? choices : [["", none], ...choices]) {
    made.append(Object.assign(element("option", "", words), { value }));
  }
  return field(root, name, label, made);
}

const inputs = (root) => [...root.querySelectorAll("input, select")];

// What the fields hold; the order that holds anyway is no choice of the reader's.
function held(root) {
  const all = Object.fromEntries(inputs(root).map((one) => [one.name, one.value.trim()]));
  if (all.sort === root.data.order) all.sort = root.data.values.sort || "";
  return all;
}

function ask(root) {
  const asked = held(root);
  const words = JSON.stringify(asked);
  if (words === root.asked) return;
  root.asked = words;
  root.tell("asked", asked);
}

// The fields as the address says, but for one that the reader is just writing in.
function show(root) {
  const { values } = root.data;
  const active = root.getRootNode().activeElement;
  const busy = (one) => one === active && one.type !== "date" && one.tagName === "INPUT" && root.typing;
  for (const one of inputs(root)) if (!busy(one)) one.value = values[one.name] || "";
  root.querySelector("[name=sort]").value = root.data.order;
  root.asked = JSON.stringify(held(root));
  const narrowed = inputs(root).filter((one) => !["q", "sort"].includes(one.name) && one.value).length;
  if (narrowed) root.open = true;
  const toggle = root.querySelector(".toggle");
  toggle.textContent = narrowed ? `Filters (${narrowed})` : "Filters";
  toggle.setAttribute("aria-expanded", String(Boolean(root.open)));
  root.querySelector(".filters").hidden = !root.open;
  root.querySelector(".clear").hidden = !narrowed && !values.q;
}

function build(root) {
  const { choices, label } = root.data;
  const form = element("form");
  form.setAttribute("role", "search");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    root.typing = false;
    ask(root);
  });
  form.addEventListener("input", () => (root.typing = true));
  form.addEventListener("focusout", () => (root.typing = false));
  const line = element("div", "line");
  const words = element("input", "words");
  words.type = "search";
  words.name = "q";
  words.placeholder = label;
  words.setAttribute("aria-label", label);
  words.title = "“quoted words” stand side by side, OR is either, -word is without, begin* is the beginning of a word";
  words.addEventListener("search", () => words.value || ask(root));
  const go = element("button", "go", "Search");
  go.type = "submit";
  const toggle = element("button", "toggle", "Filters");
  toggle.type = "button";
  toggle.addEventListener("click", () => {
    root.open = !root.open;
    toggle.setAttribute("aria-expanded", String(root.open));
    root.querySelector(".filters").hidden = !root.open;
  });
  const order = choiceField(root, "sort", "Sort by", choices.sort, null);
  order.classList.add("order");
  const clear = element("button", "clear", "Clear");
  clear.type = "button";
  clear.addEventListener("click", () => {
    inputs(root).forEach((one) => one.name !== "sort" && (one.value = ""));
    root.open = false;
    ask(root);
    words.focus();
  });
  line.append(words, go, toggle, clear, order);
  const filters = element("div", "filters");
  filters.append(...TEXTS.map(([name, words, list]) => textField(root, name, words, choices[list] || [])));
  filters.append(...DAYS.map(([name, words]) => dayField(root, name, words)));
  filters.append(choiceField(root, "kind", "Kind", choices.kinds, "Any kind"));
  if (choices.tags) filters.append(textField(root, "tag", "Tag", choices.tags));
  if (choices.collections) filters.append(choiceField(root, "collection", "Collection", choices.collections, "Any"));
  form.append(line, filters);
  root.replaceChildren(form);
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".search");
  root.tell = setTriggerValue;
  root.data = data;
  const built = JSON.stringify([data.choices, data.label]);
  if (root.built !== built) {
    root.built = built;
    const held = root.getRootNode().activeElement;
    const name = held && held.name;
    const value = name && root.typing ? held.value : null;
    build(root);
    const again = name && root.querySelector(`[name="${name}"]`);
    if (again) {
      again.focus({ preventScroll: true });
      if (value !== null) again.value = value;
    }
  }
  show(root);
}
