// The actors as chips in order of prominence; picking one narrows every view, picking it again widens.
const FIRST = 8;

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".chips");
  const draw = () => {
    const open = root.dataset.open === "1";
    const listed = data.chips.filter((c, i) => open || i < FIRST || c.id === data.picked);
    const made = listed.map((chip) => {
      const button = document.createElement("button");
      const picked = chip.id === data.picked;
      button.className = picked ? "chip picked" : "chip";
      button.setAttribute("aria-pressed", String(picked));
      const dot = document.createElement("i");
      dot.style.background = chip.colour;
      button.append(dot, document.createTextNode(chip.name));
      button.addEventListener("click", () => setTriggerValue("picked", picked ? "" : chip.id));
      return button;
    });
    const hidden = data.chips.length - listed.length;
    if (hidden > 0 || open) {
      const more = document.createElement("button");
      more.className = "chip more";
      more.textContent = open ? "fewer" : `+${hidden}`;
      more.setAttribute("aria-label", open ? "show fewer" : `show ${hidden} more`);
      more.addEventListener("click", () => {
        root.dataset.open = open ? "" : "1";
        draw();
      });
      made.push(more);
    }
    root.replaceChildren(...made);
  };
  draw();
}
