// Words that are cut: of an element that shows less of itself than there is, where it does not scroll.
() => {
  const names = ".row, .row p, .row a, .row blockquote, .card-box p, .card-box button, .say, .say *, .chip, .day > h3, "
    + ".st-key-views p, .article p, .article h2";
  const out = [];
  for (const e of deep(document)) {
    const style = getComputedStyle(e);
    const seen = e.getClientRects().length && style.visibility === "visible";
    if (!e.matches(names) || !seen || !e.textContent.trim() || style.display === "inline") continue;
    const said = `${e.className || e.tagName}: ${e.textContent.slice(0, 60)}`;
    if (e.scrollWidth > e.clientWidth + 1) out.push(`${said} (${e.scrollWidth - e.clientWidth} too wide)`);
    const high = e.scrollHeight - e.clientHeight;
    if (style.overflowY === "hidden" && high > 2) out.push(`${said} (${high} too high)`);
  }
  return out;
}
