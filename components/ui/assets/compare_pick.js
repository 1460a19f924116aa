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
  (root.later || []).forEach(clearTimeout);
  root.later = [120, 600, 1500].map((wait) => setTimeout(() => name(data.labels), wait));
  const end = followPicks(root, data, setTriggerValue, (how) => setTimeout(show, how.fresh ? 700 : 30));
  return () => {
    root.later.forEach(clearTimeout);
    end();
  };
}
