// Saves the charts of the page as pictures: what is drawn is what is saved, by the browser itself.
const SVG = "http://www.w3.org/2000/svg";
const FINER = 2;

function drawn(key) {
  return document.querySelector(`.st-key-${CSS.escape(key)} .js-plotly-plot`);
}

function picture(plot) {
  const { width, height } = plot.getBoundingClientRect();
  const out = document.createElementNS(SVG, "svg");
  out.setAttribute("xmlns", SVG);
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) out.setAttribute(name, value);
  const paper = document.createElementNS(SVG, "rect");
  paper.setAttribute("width", "100%");
  paper.setAttribute("height", "100%");
  paper.setAttribute("fill", getComputedStyle(document.querySelector(".stApp")).backgroundColor);
  out.append(paper);
  for (const layer of plot.querySelectorAll("svg.main-svg")) {
    const group = document.createElementNS(SVG, "g");
    group.setAttribute("font-family", getComputedStyle(layer).fontFamily);
    for (const child of layer.children) group.append(child.cloneNode(true));
    out.append(group);
  }
  return { text: new XMLSerializer().serializeToString(out), width, height };
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 5000);
}

function asSvg(plot, name) {
  save(new Blob([picture(plot).text], { type: "image/svg+xml" }), `${name}.svg`);
}

function asPng(plot, name) {
  const { text, width, height } = picture(plot);
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = width * FINER;
    canvas.height = height * FINER;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(blob, `${name}.png`));
  };
  image.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".pictures");
  root.replaceChildren(...data.charts.filter((c) => drawn(c.key)).map((chart) => {
    const row = document.createElement("div");
    row.append(Object.assign(document.createElement("span"), { textContent: chart.label }));
    for (const [kind, make] of [["SVG", asSvg], ["PNG", asPng]]) {
      const button = Object.assign(document.createElement("button"), { textContent: kind });
      button.setAttribute("aria-label", `${chart.label} as ${kind}`);
      button.addEventListener("click", () => make(drawn(chart.key), chart.file));
      row.append(button);
    }
    return row;
  }));
}
