// The paragraphs of what was read; those cut away are grey. A button cuts one or brings it back.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".cuts");
  root.tell = setTriggerValue;
  const drawn = JSON.stringify(data.blocks);
  if (root.drawn === drawn) return;
  root.drawn = drawn;
  root.replaceChildren(...data.blocks.map((block) => {
    const item = document.createElement("div");
    item.className = block.cut ? "block cut" : "block";
    const words = document.createElement("p");
    words.textContent = block.text;
    const button = document.createElement("button");
    button.textContent = block.cut ? "Bring back" : "Cut";
    button.setAttribute("aria-label", button.textContent + ": " + block.text.slice(0, 60));
    button.addEventListener("click", () => root.tell("toggled", block.id));
    if (block.cut) {
      const why = document.createElement("span");
      why.className = "why";
      why.textContent = block.why;
      words.prepend(why);
    }
    item.append(words, button);
    return item;
  }));
}
