// What can be clicked, but a click at its middle meets something else that lies over it.
() => {
  const out = [];
  const meets = (x, y) => {
    let at = document.elementFromPoint(x, y);
    while (at && at.shadowRoot && at.shadowRoot.elementFromPoint(x, y) && at.shadowRoot.elementFromPoint(x, y) !== at) {
      at = at.shadowRoot.elementFromPoint(x, y);
    }
    return at;
  };
  const sheet = document.querySelector(".st-key-beside");
  for (const e of deep(document)) {
    if (!e.matches("a[href], button, input, [role=button], .row")) continue;
    const box = e.getClientRects()[0];
    if (!box || getComputedStyle(e).visibility !== "visible" || getComputedStyle(e).pointerEvents === "none") continue;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight || box.width < 2 || box.height < 2) continue;
    const at = meets(x, y);
    if (!at || e.contains(at) || at.contains(e) || (e.labels && [...e.labels].some((l) => l.contains(at)))) continue;
    if (sheet && sheet.contains(at.getRootNode().host || at) && getComputedStyle(sheet).position === "fixed") continue;
    const scrolled = e.closest(".days, .article");
    const room = scrolled && scrolled.getBoundingClientRect();
    if (room && (y < room.top || y > room.bottom)) continue;
    out.push(`${e.tagName} ${e.className || ""} ${e.textContent.slice(0, 40)} under ${at.tagName} ${at.className}`);
  }
  return out;
}
