// Elements whose words are only ever text nodes.
const element = (tag, name, text) => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
};

// An actor's colour beside its name.
function colourDot(colour) {
  const made = element("i");
  made.style.background = colour;
  return made;
}

// Brings the article up in a narrow window, or down again; who shows whether it is up hears of it.
function showSheet(up) {
  document.documentElement.classList.toggle("dateline-sheet", up);
  dispatchEvent(new Event("dateline-sheet"));
}

// The nearest element around it that scrolls by itself, out of shadow roots too; null: the window does.
function scroller(inside) {
  for (let at = inside; at; at = at.parentElement || (at.getRootNode().host ?? null)) {
    const style = getComputedStyle(at);
    if (/auto|scroll/.test(style.overflowY) && at.scrollHeight > at.clientHeight + 1) return at;
  }
  return null;
}

// Scrolls what is around it, and only where it isn't seen already; `share` of the room stays free above it, of which
// something else covers the first `covered` pixels.
function bring(from, to, share, { pane = scroller(from.parentElement || from), covered = 0 } = {}) {
  const room = pane ? pane.getBoundingClientRect() : { top: 0, bottom: innerHeight };
  const top = Math.max(room.top, 0) + covered;
  const bottom = Math.min(room.bottom, innerHeight);
  const first = from.getBoundingClientRect();
  const last = to.getBoundingClientRect();
  if (first.top >= top && last.bottom <= bottom) return;
  const by = first.top - top - Math.max(8, Math.min((bottom - top) * share, bottom - top - (last.bottom - first.top) - 8));
  (pane || window).scrollBy({ top: by, behavior: "instant" });
}

// The address of a mark: of this view with the mark picked, or, in a file of its own ("#…"), of its place in the article.
function address(href, id) {
  if (href.startsWith("#")) return href + encodeURIComponent(id);
  const made = new URL(href);
  made.searchParams.set("mark", id);
  return made.href;
}
