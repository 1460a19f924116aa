// What is picked in a comparison: the server is told, the address keeps it, and the texts that have it come into sight.
const panes = () => [...document.querySelectorAll('[class*="st-key-compare-text-"]')];

// An article's passage is lit within a component's own tree.
function litIn(pane) {
  for (const host of pane.querySelectorAll("*")) {
    if (host.shadowRoot && host.shadowRoot.querySelector("[aria-current]")) return true;
  }
  return Boolean(pane.querySelector("[aria-current]"));
}

// More texts than there is room for stand in a row that scrolls: the first one that has it is brought into view.
function show() {
  const all = panes();
  const row = all.length ? all[0].closest(".st-key-compare-texts") : null;
  if (!row) return;
  const lit = all.filter(litIn);
  const room = row.getBoundingClientRect();
  const seen = (pane) => {
    const at = pane.getBoundingClientRect();
    return at.left >= room.left - 1 && at.right <= room.right + 1 && at.top < room.bottom - 40 && at.bottom > room.top + 40;
  };
  if (!lit.length || lit.some(seen)) return;
  const at = lit[0].getBoundingClientRect();
  row.scrollBy({ left: at.left - room.left, top: row.scrollHeight > row.clientHeight + 1 ? at.top - room.top : 0, behavior: "instant" });
}

// What scrolls by itself can be reached by the keyboard, and is called what it is.
function name(labels) {
  panes().forEach((pane, n) => {
    if (pane.scrollHeight > pane.clientHeight + 1) pane.tabIndex = 0;
    pane.setAttribute("role", "region");
    pane.setAttribute("aria-label", labels[n] || "Text");
  });
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".compare_pick");
  const tell = (id, turn) => setTriggerValue("picked", { id, turn });
  picks.state.tell = tell;
  picks.set(data.id, data.turn, data.visit);
  root.querySelector(".told").textContent = data.said;
  if (root.unlisten) root.unlisten();
  const later = [120, 600, 1500].map((wait) => setTimeout(() => name(data.labels), wait));
  const unlisten = picks.listen((state, how) => {
    if (!how.picked && !(how.fresh && !root.mounted)) return;
    showSheet(Boolean(state.id));
    setTimeout(show, how.fresh ? 700 : 30);
  });
  root.mounted = true;
  const escape = (event) => {
    if (event.key === "Escape" && picks.state.id && !document.querySelector('[role="dialog"]')) picks.pick("");
  };
  document.addEventListener("keydown", escape);
  root.unlisten = () => {
    unlisten();
    later.forEach(clearTimeout);
    document.removeEventListener("keydown", escape);
  };
  return () => {
    root.unlisten();
    showSheet(false);
    if (picks.state.tell === tell) picks.state.tell = null;
  };
}
