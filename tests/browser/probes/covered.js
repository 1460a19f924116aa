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
  // What scrolls or hides its overflow shows this place.
  const shown = (e, x, y) => {
    for (let up = e.parentNode; up; up = up.parentNode || up.host) {
      if (up.nodeType !== 1 || !/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflow)) continue;
      const room = up.getBoundingClientRect();
      if (x < room.left || x > room.right || y < room.top || y > room.bottom) return false;
    }
    return true;
  };
  const sheet = document.querySelector(".st-key-beside");
  for (const e of deep(document)) {
    if (!e.matches("a[href], button, input, [role=button], .row")) continue;
    const box = e.getClientRects()[0];
    if (!box || !e.checkVisibility({ visibilityProperty: true }) || getComputedStyle(e).pointerEvents === "none") continue;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight || box.width < 2 || box.height < 2) continue;
    if (!shown(e, x, y)) continue;
    const at = meets(x, y);
    if (!at || e.contains(at) || at.contains(e) || (e.labels && [...e.labels].some((l) => l.contains(at)))) continue;
    if (sheet && sheet.contains(at.getRootNode().host || at) && getComputedStyle(sheet).position === "fixed") continue;
    out.push(`${e.tagName} ${e.className || ""} ${e.textContent.slice(0, 40)} under ${at.tagName} ${at.className}`);
  }
  return out;
}
