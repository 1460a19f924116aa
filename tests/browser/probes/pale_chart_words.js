// Every word of a chart against what it stands on, the paper or the bar below it: those under `least`, with the ratio.
(least) => {
  const rgb = (colour) => (colour.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const linear = (v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = (c) => c.slice(0, 3).reduce((sum, v, i) => sum + linear(v / 255) * [0.2126, 0.7152, 0.0722][i], 0);
  const over = (top, share, below) => top.slice(0, 3).map((v, i) => v * share + below[i] * (1 - share));
  const paper = rgb(getComputedStyle(document.querySelector(".stApp")).backgroundColor);
  const opacity = (style) => Number(style.fillOpacity) * (rgb(style.fill)[3] ?? 1);
  const out = new Set();
  for (const plot of document.querySelectorAll(".js-plotly-plot")) {
    const bars = [...plot.querySelectorAll(".barlayer .point path")].map((p) => [p, p.getBoundingClientRect()]);
    for (const text of plot.querySelectorAll("text")) {
      const box = text.getBoundingClientRect();
      const style = getComputedStyle(text);
      if (!text.textContent.trim() || !box.width || style.visibility === "hidden") continue;
      let share = opacity(style);
      for (let at = text; at !== plot; at = at.parentNode) share *= Number(getComputedStyle(at).opacity);
      if (!share) continue;
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const bar = bars.find(([, b]) => b.left <= x && x <= b.right && b.top <= y && y <= b.bottom);
      let ground = paper;
      if (bar) {
        const fill = getComputedStyle(bar[0]);
        ground = over(rgb(fill.fill), opacity(fill) * Number(fill.opacity), paper);
      }
      const [seen, under] = [light(over(rgb(style.fill), share, ground)), light(ground)];
      const ratio = (Math.max(seen, under) + 0.05) / (Math.min(seen, under) + 0.05);
      if (ratio < least) out.add(`${text.textContent}: ${ratio.toFixed(2)}`);
    }
  }
  return [...out];
}
