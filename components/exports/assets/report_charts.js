// The report's charts: drawn to the width that there is, in the words' colour of the theme, and on paper black on white.
const dark = matchMedia("(prefers-color-scheme: dark)");
const PAPER = 680; // pixels of a chart on paper
const plainly = { displayModeBar: false, responsive: true, scrollZoom: false, doubleClick: false, showTips: false };
const property = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// The timeline has figures of its own for a narrow window, and for all of the calendar where it draws a part.
function figureOf(figures, all) {
  const width = innerWidth >= 1100 || !figures.narrow ? "wide" : "narrow";
  return (all && figures[width + "_all"]) || figures[width];
}

// Plotly's own template is for white paper: none of it is left.
function laidOut(figure) {
  const { template, width, ...layout } = figure.layout;
  const font = { ...(layout.font || {}), color: property("--st-text-color"), family: property("--st-font") };
  return { ...layout, font, autosize: true, hoverlabel: { font: { family: font.family } } };
}

function drawChart(place, figures) {
  const drawn = () => {
    const figure = figureOf(figures, place.all);
    place.style.minHeight = figure.layout.height + "px";
    // Plotly writes into what it is given.
    return Plotly.react(place, structuredClone(figure.data), laidOut(figure), plainly);
  };
  const step = () => figureOf(figures, place.all);
  let last = step();
  addEventListener("resize", () => {
    if (step() === last) return;
    last = step();
    drawn();
  });
  dark.addEventListener("change", drawn);
  addEventListener("beforeprint", () => Plotly.relayout(place, { width: PAPER, "font.color": "#000" }));
  addEventListener("afterprint", drawn);
  place.redraw = () => {
    last = step();
    return drawn();
  };
  return drawn();
}

// Where a part of the calendar is drawn: a button, and the arrows at the strip's edges, show all of it.
function allowAll(place, figures) {
  if (!figures.wide_all) return () => 0;
  const made = element("button", "all", "Show all dates");
  const turn = () => {
    place.all = !place.all;
    made.textContent = place.all ? "Show the dates where most stands" : "Show all dates";
    place.redraw();
  };
  made.addEventListener("click", turn);
  place.after(made);
  return turn;
}
