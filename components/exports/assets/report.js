// Draws the report's charts and shows the evidence of what is clicked. Words only ever become text nodes.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const panel = document.getElementById("evidence");
  const element = (tag, name, text) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (text) made.textContent = text;
    return made;
  };
  const show = (id) => {
    const mark = data.marks[id];
    if (!mark) return;
    const sentence = element("p", "sentence");
    for (const [text, names] of mark.sentence) sentence.append(names.length ? element("span", "s " + names.join(" "), text) : text);
    panel.replaceChildren(element("p", "kind", mark.kind), ...(mark.heading ? [element("h3", "", mark.heading)] : []), sentence,
      element("p", "note", mark.why));
  };
  const ink = getComputedStyle(document.body).color;
  const wide = () => document.querySelector("main").clientWidth;
  for (const place of document.querySelectorAll("[data-chart]")) {
    const figure = data.charts[place.dataset.chart];
    if (!figure) continue;
    figure.layout.font = { ...(figure.layout.font || {}), color: ink, family: "Source Sans 3, system-ui, sans-serif" };
    figure.layout.width = wide();
    Plotly.newPlot(place, figure.data, figure.layout, { displayModeBar: false, responsive: true, scrollZoom: false }).then((plot) => {
      plot.on("plotly_click", (event) => {
        const found = event.points[0] && event.points[0].customdata;
        if (found) show(Array.isArray(found) ? found[0] : found);
      });
    });
  }
  const pick = (event) => {
    const target = event.target.closest("[data-mark]");
    if (!target || (event.type !== "click" && event.key !== "Enter" && event.key !== " ")) return;
    if (event.key === " ") event.preventDefault();
    show(target.dataset.mark);
  };
  document.addEventListener("click", pick);
  document.addEventListener("keydown", pick);
  addEventListener("beforeprint", () => document.querySelectorAll("[data-chart]").forEach((p) => Plotly.relayout(p, { width: 680 })));
  addEventListener("afterprint", () => document.querySelectorAll("[data-chart]").forEach((p) => Plotly.relayout(p, { width: wide() })));
})();
