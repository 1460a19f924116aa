// Neighbours that lie over each other: days, rows, chips, buttons of a card, the views, blocks of the page, paragraphs.
() => {
  const groups = ".days, .day > ol, .row, .chips .row, .card-box, .card-box .ways, .st-key-views, .st-key-tools, "
    + ".st-key-head, .st-key-main, .st-key-filters, .article";
  const stands = (e) => {
    const style = getComputedStyle(e);
    const box = e.getBoundingClientRect();
    const own = /block|flex|grid|list-item|table/.test(style.display);
    return own && style.visibility === "visible" && !/absolute|fixed|sticky/.test(style.position) && box.width > 1 && box.height > 1;
  };
  const out = [];
  for (const group of deep(document).filter((e) => e.matches(groups))) {
    const inside = [...group.children].filter(stands);
    for (let n = 1; n < inside.length; n += 1) {
      const [a, b] = [inside[n - 1].getBoundingClientRect(), inside[n].getBoundingClientRect()];
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      const said = [inside[n - 1], inside[n]].map((e) => `${e.className}: ${e.textContent.slice(0, 40)}`).join(" | ");
      if (across > 1.5 && down > 1.5) out.push(`${said} (${Math.round(down)})`);
    }
  }
  return out;
}
