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
    const at = blocks.findIndex((b) => b.contains(node));
    if (at < 0) return null;
    const range = document.createRange();
    range.setStart(blocks[at], 0);
    range.setEnd(node, offset);
    return data.blocks[at].start + [...range.toString()].length;
  };
  root.onmouseup = root.onkeyup = !data.selectable ? null : () => {
    const host = root.getRootNode();
    const chosen = host.getSelection ? host.getSelection() : document.getSelection();
    if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return;
    const range = chosen.getComposedRanges ? chosen.getComposedRanges({ shadowRoots: [host] })[0] : chosen.getRangeAt(0);
    const start = place(range.startContainer, range.startOffset);
    const end = place(range.endContainer, range.endOffset);
    if (start === null || end === null || end - start < 3) return;
    setTriggerValue("selected", [start, end]);
  };
  if (data.pickable && data.focus && root.dataset.focus !== data.focus) {
    const target = root.querySelector(".picked");
    if (target && !target.contains(document.activeElement)) {
      requestAnimationFrame(() => target.scrollIntoView({ block: "center" }));
    }
  }
  root.dataset.focus = data.focus || "";
  root.dataset.last = data.focus || "";
}
