// Charts as ways to marks: a click on a point picks the mark whose id it carries; what is picked has a ring, drawn over the
// chart, which stays as it is. A point's customdata: [id, words, further ids it stands for].
const SVG = "http://www.w3.org/2000/svg";
const NAME = "picked-ring";
const FINGER = 26; // pixels around a finger in which the nearest mark is meant

const points = (plot) => plot.querySelectorAll(".scatterlayer .points path, .barlayer .point path");
const stands = (data, id) => String(data[0]) === id || (Array.isArray(data[2]) && data[2].includes(id));

// What a drawn point carries: a marker's datum holds it; a bar is one of its trace's, which are drawn in their order.
function carried(path) {
  const bars = path.closest(".barlayer .trace");
  const trace = bars && bars.__data__ && bars.__data__[0] && bars.__data__[0].trace;
  const at = trace ? [...bars.querySelectorAll(".point")].indexOf(path.parentNode) : -1;
  const data = at >= 0 ? (trace.customdata || [])[at] : path.__data__ && path.__data__.data;
  return Array.isArray(data) ? data : data ? [data] : [];
}

function around(point) {
  const box = point.getBBox();
  const bar = point.closest(".barlayer");
  const ring = document.createElementNS(SVG, bar ? "rect" : "circle");
  ring.setAttribute("class", NAME);
  if (bar) {
    for (const [name, value] of Object.entries({ x: box.x - 2, y: box.y - 2, width: box.width + 4, height: box.height + 4, rx: 2 })) ring.setAttribute(name, String(value));
  } else {
    ring.setAttribute("r", String(Math.max(box.width, box.height) / 2 + 4));
  }
  ring.setAttribute("transform", point.getAttribute("transform") || "");
  ring.setAttribute("fill", "none");
  ring.setAttribute("stroke", "currentColor");
  ring.setAttribute("stroke-width", "2.5");
  ring.style.color = getComputedStyle(document.querySelector(".stApp") || document.body).getPropertyValue("color");
  ring.style.pointerEvents = "none";
  return ring;
}

const withCharts = () => document.querySelector("[data-testid=stMain], main") || document.body;
const plots = () => withCharts().querySelectorAll(".js-plotly-plot");

function draw(id) {
  for (const plot of plots()) {
    plot.querySelectorAll("." + NAME).forEach((ring) => ring.remove());
    for (const point of id ? points(plot) : []) if (stands(carried(point), id)) point.parentNode.append(around(point));
  }
}

function take(root, data) {
  const id = data && String(Array.isArray(data) ? data[0] : data);
  if (!id) return;
  if (root.ways.has(id)) root.tell("way", id);
  else picks.pick(id);
}

// Plotly tells of a finger only at the second touch: the nearest mark is found here.
function touched(root, plot, event) {
  let best = null;
  for (const point of points(plot)) {
    const data = carried(point);
    if (!data.length) continue;
    const box = point.getBoundingClientRect();
    const across = Math.max(box.left - event.clientX, 0, event.clientX - box.right);
    const down = Math.max(box.top - event.clientY, 0, event.clientY - box.bottom);
    const far = Math.hypot(across, down);
    if (far <= FINGER && (!best || far < best.far)) best = { far, data };
  }
  if (best) take(root, best.data);
}

function attend(root) {
  for (const plot of plots()) {
    if (plot.attended === root || !plot.on) continue;
    plot.attended = root;
    plot.on("plotly_click", (event) => {
      if (performance.now() - (root.touched || -1e6) > 900) take(root, event.points[0] && event.points[0].customdata);
    });
    let down = null;
    plot.addEventListener("pointerdown", (event) => (down = event.pointerType === "touch" ? [event.clientX, event.clientY] : null), true);
    plot.addEventListener("pointerup", (event) => {
      if (!down || Math.hypot(event.clientX - down[0], event.clientY - down[1]) > 10) return; // it scrolled
      root.touched = performance.now();
      touched(root, plot, event);
    }, true);
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".chart_marks");
  root.tell = setTriggerValue;
  root.ways = new Set(data.ways);
  if (root.watch) root.watch.disconnect();
  if (root.unlisten) root.unlisten();
  let waiting = 0;
  const soon = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => {
      attend(root);
      draw(picks.state.id);
    });
  };
  // A chart is drawn when its own code has come, and anew when its data or its width change.
  const drawn = (node) => node.nodeType === 1 && !node.classList.contains(NAME) && (node.ownerSVGElement || node.querySelector(".js-plotly-plot"));
  root.watch = new MutationObserver((changes) => {
    if (changes.some((change) => [...change.addedNodes].some(drawn))) soon();
  });
  root.watch.observe(withCharts(), { childList: true, subtree: true });
  root.unlisten = picks.listen((state, how) => {
    if (how.picked) draw(state.id);
    else soon();
  });
  return () => {
    root.watch.disconnect();
    root.unlisten();
  };
}
