// The element with the focus: its words, and how wide the line is that shows that it has it (its own, or that of what it
// stands in).
() => {
  let at = document.activeElement;
  while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
  if (!at || at === document.body) return null;
  let outline = 0;
  for (let shown = at, n = 0; shown && n < 4; n += 1, shown = shown.parentElement) {
    const style = getComputedStyle(shown);
    const shadow = n < 3 && style.boxShadow !== "none" ? 1 : 0;
    outline = Math.max(outline, style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth), shadow);
  }
  const words = at.getAttribute("aria-label") || at.innerText || at.value || at.placeholder || "";
  return {
    words: words.trim().replace(/\s+/g, " "),
    tag: at.tagName,
    name: String(at.className || ""),
    current: at.getAttribute("aria-current"),
    outline,
  };
}
