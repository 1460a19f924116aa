// Files that are being taken in, and what became of each. Words only ever become text nodes.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".outcomes");
  root.tell = setTriggerValue;
  const drawn = JSON.stringify(data.rows);
  if (root.drawn === drawn) return;
  root.drawn = drawn;
  root.replaceChildren(...data.rows.map((row) => {
    const item = document.createElement("div");
    item.className = "row " + row.state;
    const state = document.createElement("span");
    state.className = "state";
    state.textContent = row.label;
    const words = document.createElement("div");
    const name = document.createElement("strong");
    name.textContent = row.name;
    const facts = document.createElement("p");
    facts.textContent = row.facts;
    words.append(name, facts);
    item.append(state, words);
    const buttons = document.createElement("span");
    buttons.className = "buttons";
    for (const [label, event] of [[row.pick, "picked"], [row.drop, "dropped"]]) {
      if (!label) continue;
      const button = document.createElement("button");
      button.textContent = label;
      button.setAttribute("aria-label", label + ": " + row.name);
      button.addEventListener("click", () => {
        if (data.away && event === "picked") oneStep();
        root.tell(event, row.id);
      });
      buttons.append(button);
    }
    if (buttons.childElementCount) item.append(buttons);
    return item;
  }));
}
