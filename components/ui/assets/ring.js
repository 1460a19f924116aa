// A ring around the picked mark of a chart. It is drawn over the chart, which stays as it is: what was picked is no part of it.
const SVG = "http://www.w3.org/2000/svg";
const NAME = "picked-ring";

function draw(key, mark) {
  const plot = document.querySelector(`.st-key-${CSS.escape(key)} .js-plotly-plot`);
  if (!plot) return false;
  plot.querySelectorAll("." + NAME).forEach((ring) => ring.remove());
  if (!mark) return true;
  for (const point of plot.querySelectorAll(".scatterlayer .points path")) {
    const held = point.__data__ && point.__data__.data;
    if (!held || String(Array.isArray(held) ? held[0] : held) !== mark) continue;
    const box = point.getBBox();
    const ring = document.createElementNS(SVG, "circle");
    ring.setAttribute("class", NAME);
    ring.setAttribute("r", String(Math.max(box.width, box.height) / 2 + 4));
    ring.setAttribute("transform", point.getAttribute("transform") || "");
    ring.setAttribute("fill", "none");
    ring.setAttribute("stroke", "currentColor");
    ring.setAttribute("stroke-width", "2.5");
    ring.style.color = getComputedStyle(document.querySelector(".stApp")).getPropertyValue("color");
    ring.style.pointerEvents = "none";
    point.parentNode.append(ring);
  }
  return true;
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".ring");
  root.want = data;
  const again = () => draw(root.want.chart, root.want.mark);
  // The chart is drawn when its own code has come, and anew when its data or its width change.
  if (root.watch) root.watch.disconnect();
  let waiting = 0;
  const soon = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(again);
  };
  root.watch = new MutationObserver((changes) => {
    const own = (node) => node.classList && node.classList.contains(NAME);
    if (changes.some((c) => [...c.addedNodes, ...c.removedNodes].some((n) => !own(n)))) soon();
  });
  const place = document.querySelector(`.st-key-${CSS.escape(data.chart)}`);
  if (place) root.watch.observe(place, { childList: true, subtree: true });
  soon();
  return () => root.watch.disconnect();
}
