// The actors as chips in order of prominence; picking one narrows every view, picking it again widens.
const first = () => (window.innerWidth <= 640 ? 4 : 8);
const SEARCHED = 40; // of so many one is found by its name

function draw(root) {
  const { chips, picked } = root.data;
  const one = chips.find((c) => c.id === picked);
  const asked = (root.asked || "").toLowerCase();
  const listed = one ? [one, ...chips.filter((c) => c !== one)] : chips;
  const shown = listed.filter((c, n) => (root.open ? c === one || c.name.toLowerCase().includes(asked) : n < first()));
  const made = shown.map((chip) => {
    const made = element("button", chip === one ? "chip picked" : "chip");
    made.setAttribute("aria-pressed", String(chip === one));
    made.append(colourDot(chip.colour), document.createTextNode(chip === one ? `Only ${chip.name} ×` : chip.name));
    if (chip === one) made.setAttribute("aria-label", `Only ${chip.name}. Press to see everybody again`);
    made.chip = chip.id;
    made.addEventListener("click", () => {
      root.focused = chip.id;
      root.tell("picked", chip === one ? "" : chip.id);
    });
    return made;
  });
  const hidden = listed.slice(first());
  if (hidden.length) {
    const counts = new Map();
    for (const chip of hidden) counts.set(chip.kind, (counts.get(chip.kind) || 0) + 1);
    const words = [...counts].map(([kind, n]) => `${n} ${kind.split(" ")[n === 1 ? 0 : 1]}`).join(", ");
    const more = element("button", "more", root.open ? "Show fewer" : `+ ${words}`);
    more.setAttribute("aria-expanded", String(Boolean(root.open)));
    more.addEventListener("click", () => {
      root.open = !root.open;
      root.asked = "";
      draw(root);
      root.querySelector(root.open ? ".search, .chip" : ".more").focus();
    });
    made.push(more);
  }
  const row = root.querySelector(".row");
  row.classList.toggle("open", Boolean(root.open));
  row.replaceChildren(...made);
  const again = root.focused && made.find((one) => one.chip === root.focused);
  if (again) again.focus({ preventScroll: true });
  const field = root.querySelector(".search");
  field.hidden = !root.open || chips.length < SEARCHED;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".chips");
  root.tell = setTriggerValue;
  if (root.data && root.data.picked === data.picked) root.focused = "";
  root.data = data;
  if (!root.querySelector(".row")) {
    const field = element("input", "search");
    field.type = "search";
    field.placeholder = "Find a name";
    field.setAttribute("aria-label", "Find a name");
    field.addEventListener("input", () => {
      root.asked = field.value;
      draw(root);
    });
    root.append(field, element("div", "row"));
  }
  draw(root);
}
