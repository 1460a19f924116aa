// Controls and words that reach beyond the window's sides, and what a control cuts off of itself. What only scripts and
// screen readers use has no box that is seen, and drawings have words of their own.
() => {
  const out = [];
  for (const e of deep(document)) {
    const control = e.matches("button, a, select, [role=tab]");
    const words = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    const style = getComputedStyle(e);
    const box = e.getBoundingClientRect();
    if (!(control || words) || e.closest("svg") || box.width <= 1 || box.height <= 1 || style.visibility === "hidden") continue;
    const said = `${e.tagName}: ${e.textContent.trim().slice(0, 40)}`;
    if (box.right > innerWidth + 1 || box.left < -1) out.push(`${said} (${Math.round(box.left)} to ${Math.round(box.right)})`);
    if (e.scrollWidth > e.clientWidth + 1 && style.overflowX !== "visible" && style.display !== "inline") out.push(`${said} is cut`);
  }
  return out;
}
