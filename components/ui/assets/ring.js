// A ring around the picked mark of a chart. It is drawn over the chart, which stays as it is: what was picked is no part of it.
const SVG = "http://www.w3.org/2000/svg";
const NAME = "picked-ring";

function around(point) {
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
  return ring;
}

function draw(key, mark) {
  // A chart that is being replaced may still stand there beside the new one.
  for (const plot of document.querySelectorAll(`.st-key-${CSS.escape(key)} .js-plotly-plot`)) {
    plot.querySelectorAll("." + NAME).forEach((ring) => ring.remove());
    for (const point of mark ? plot.querySelectorAll(".scatterlayer .points path") : []) {
      const held = point.__data__ && point.__data__.data;
      if (held && String(Array.isArray(held) ? held[0] : held) === mark) point.parentNode.append(around(point));
    }
  }
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".ring");
  root.want = data;
  if (root.watch) root.watch.disconnect();
  let waiting = 0;
  const soon = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => draw(root.want.chart, root.want.mark));
  };
  // The chart is drawn when its own code has come, and anew when its data or its width change.
  const drawn = (node) => node.nodeType === 1 && !node.classList.contains(NAME) && (node.ownerSVGElement || node.querySelector(".js-plotly-plot"));
  root.watch = new MutationObserver((changes) => {
    if (changes.some((change) => [...change.addedNodes].some(drawn))) soon();
  });
  root.watch.observe(document.querySelector("[data-testid=stMain]") || document.body, { childList: true, subtree: true });
  soon();
  return () => root.watch.disconnect();
}
