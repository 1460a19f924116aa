// Shows passages of an article with overlapping marks. Words only ever become text nodes.
const element = (tag, className) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  return made;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".passage");
  root.className = "passage " + data.size;
  const on = new Set(data.layers);
  const begun = new Set();
  const blocks = data.blocks.map((block) => {
    const made = element(block.tag, block.tag === "p" ? "" : "heading");
    for (const [text, layers] of block.segments) {
      const shown = layers.filter((l) => on.has(l.name));
      if (!shown.length) {
        made.append(document.createTextNode(text));
        continue;
      }
      const span = element("span", "s " + [...new Set(shown.map((l) => l.name))].join(" "));
      const colours = shown.filter((l) => l.colour);
      if (colours.length) span.style.setProperty("--c", colours[colours.length - 1].colour);
      const marks = shown.map((l) => l.mark).filter(Boolean);
      if (marks.length && data.pickable) {
        span.classList.add("pick");
        if (marks.includes(data.focus)) span.classList.add("picked");
        const pick = () => {
          // A drag within a mark selects its words; it is no click.
          const host = root.getRootNode();
          const chosen = host.getSelection ? host.getSelection() : document.getSelection();
          if (data.selectable && chosen && String(chosen).length > 2) return;
          const here = [...new Set(marks)].reverse();
          // A second click on the same words goes on to the next mark that covers them.
          setTriggerValue("picked", here[(here.indexOf(root.dataset.last) + 1) % here.length]);
          root.dataset.last = here[(here.indexOf(root.dataset.last) + 1) % here.length];
        };
        span.addEventListener("click", pick);
        if (marks.some((m) => !begun.has(m))) {
          marks.forEach((m) => begun.add(m));
          span.tabIndex = 0;
          span.setAttribute("role", "button");
          span.addEventListener("keydown", (event) => {
            if (event.key === "Enter" || event.key === " ") {
              event.preventDefault();
              pick();
            }
          });
        }
      }
      span.textContent = text;
      made.append(span);
    }
    return made;
  });
  root.replaceChildren(...blocks);
  // What is selected, as characters of the article: code points, as Python counts them, not UTF-16 units.
  const place = (node, offset) => {
    if (node === root || node.contains(root)) {
      const next = node === root ? data.blocks[Math.min(offset, blocks.length - 1)] : data.blocks[0];
      return next ? next.start : null;
    }
    const at = blocks.findIndex((b) => b.contains(node));
    if (at < 0) return null;
    const range = document.createRange();
    range.setStart(blocks[at], 0);
    range.setEnd(node, offset);
    return data.blocks[at].start + [...range.toString()].length;
  };
  const told = () => {
    const host = root.getRootNode();
    const chosen = host.getSelection ? host.getSelection() : document.getSelection();
    if (!chosen || !chosen.rangeCount) return;
    const range = chosen.getComposedRanges ? chosen.getComposedRanges({ shadowRoots: [host] })[0] : chosen.getRangeAt(0);
    if (!range || !root.contains(range.startContainer)) return;
    const start = place(range.startContainer, range.startOffset);
    const end = place(range.endContainer, range.endOffset);
    if (start === null || end === null || end - start < 3) return;
    const spot = `${start}-${end}`;
    if (root.dataset.selected === spot) return;
    root.dataset.selected = spot;
    setTriggerValue("selected", [start, end]);
  };
  // The document hears it wherever the finger or the mouse lets go; a pause tells that the choice is made.
  if (root.unlisten) root.unlisten();
  if (data.selectable) {
    let waiting = 0;
    let pressed = false;
    const soon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => (pressed ? 0 : told()), 450);
    };
    const down = () => (pressed = true);
    const up = () => {
      pressed = false;
      soon();
    };
    document.addEventListener("selectionchange", soon);
    document.addEventListener("pointerdown", down);
    document.addEventListener("pointerup", up);
    root.unlisten = () => {
      clearTimeout(waiting);
      document.removeEventListener("selectionchange", soon);
      document.removeEventListener("pointerdown", down);
      document.removeEventListener("pointerup", up);
    };
  }
  if (data.pickable && data.focus && root.dataset.focus !== data.focus) {
    const target = root.querySelector(".picked");
    if (target && !target.contains(document.activeElement)) {
      requestAnimationFrame(() => target.scrollIntoView({ block: "center" }));
    }
  }
  root.dataset.focus = data.focus || "";
  root.dataset.last = data.focus || "";
  return () => root.unlisten && root.unlisten();
}
