// Makes the report's page one that answers: a pick anywhere lights its passage, row and rings, and opens its card. What is
// picked stands in the address. What the pages ask their server for comes from the file's own data.
const data = JSON.parse(document.getElementById("data").textContent);
const page = document.documentElement;
const PLACE = "#m-";
const nothing = () => 0;
page.classList.add("scripted");

const mount = (component, parentElement, given, tell = nothing) => component({ data: given, parentElement, setTriggerValue: tell });

// The card: drawn at once from the file's data, and the address told.
const cardPlace = document.getElementById("card");
function showCard(id, turn) {
  const found = data.cards[id];
  const link = /^https?:$/.test(location.protocol) ? location.href.split("#")[0] + address(PLACE, id) : "";
  const known = found ? { ...found, id, question: "", acts: [], link } : { id: "" };
  mount(card, cardPlace, { ...known, turn, keys: false }, (what, told) => {
    if (what !== "picked") return;
    keepInAddress(told.id);
    showCard(told.id, told.turn);
  });
}

function keepInAddress(id) {
  try {
    history.replaceState(null, "", id ? address(PLACE, id) : location.pathname + location.search);
  } catch {
    // A browser may refuse it to a file; the pick holds without.
  }
}

function pickFromAddress() {
  if (!location.hash.startsWith(PLACE)) return;
  let id = "";
  try {
    id = decodeURIComponent(location.hash.slice(PLACE.length));
  } catch {
    return;
  }
  if (Object.hasOwn(data.cards, id)) picks.pick(id);
}

// The article shows the marks of the view that is read; on paper those of all.
const beside = document.getElementById("article");
let shown = null;
function showArticle(view) {
  if (shown === view) return;
  const wanted = data.views[view];
  // The focus would be lost with what is drawn anew.
  if (wanted && shown && beside.contains(document.activeElement)) return;
  shown = view;
  const whole = data.article;
  const on = new Set(wanted ? [...wanted.layers, "doubtful"] : whole.names);
  const blocks = whole.blocks.map((block) => ({ ...block, layers: block.layers.filter((layer) => on.has(whole.names[layer[2]])) }));
  mount(article, beside, { ...whole, blocks, order: wanted ? wanted.order : [], version: whole.version + view });
}

// Which view is read: the last whose head has come into the upper part of the window.
const nav = document.querySelector("nav");
const sections = [...document.querySelectorAll("main section")];
const ways = new Map([...document.querySelectorAll("nav a")].map((a) => [a.hash.slice(1), a]));
let printing = false; // paper is laid out anew, which scrolls and resizes
function follow() {
  if (printing) return;
  const read = sections.filter((one) => one.getBoundingClientRect().top <= innerHeight * 0.4).pop() || sections[0];
  const here = ways.get(read.id);
  if (here && !here.hasAttribute("aria-current")) {
    ways.forEach((way) => way.removeAttribute("aria-current"));
    here.setAttribute("aria-current", "true");
    nav.scrollLeft = here.offsetLeft - nav.clientWidth / 3;
  }
  // A section that is no view leaves the article as it is.
  showArticle(read.dataset.view || (data.views[shown] ? shown : "overview"));
}

function mountLists(first) {
  for (const place of document.querySelectorAll("[data-list]")) {
    const one = data.lists[place.dataset.list];
    const root = place.querySelector(".list");
    if (first) Object.assign(root, { drawn: "", most: first });
    mount(list, place, { ...one, first: Math.max(one.first, first || 0) });
  }
}

async function drawCharts() {
  // Plotly measures words: their font has to be there.
  await Promise.all(["Source Sans", "Source Serif"].map((family) => document.fonts.load(`1rem "${family}"`)));
  const marked = element("div");
  marked.append(element("div", "chart_marks"));
  document.body.append(marked);
  const turns = [];
  for (const place of document.querySelectorAll("[data-chart]")) {
    const figures = data.charts[place.dataset.chart];
    if (!figures) continue;
    await drawChart(place, figures);
    turns.push(allowAll(place, figures));
  }
  const turn = () => turns.forEach((one) => one());
  mount(chart_marks, marked, { ways: data.ways }, turn);
  dark.addEventListener("change", () => mount(chart_marks, marked, { ways: data.ways }, turn));
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || !picks.state.id) return;
  const origin = picks.state.origin;
  picks.pick("");
  if (origin && origin.isConnected) origin.focus({ preventScroll: true });
});
addEventListener("hashchange", pickFromAddress);
// A table that is wider than its room scrolls, for keys too.
const tables = [...document.querySelectorAll(".wide")];
function reachTables() {
  for (const one of tables) {
    if (one.scrollWidth > one.clientWidth) one.tabIndex = 0;
    else one.removeAttribute("tabindex");
  }
}

let waiting = 0;
const soon = () => {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(follow);
};
addEventListener("scroll", soon, { passive: true });
addEventListener("resize", () => {
  soon();
  reachTables();
});
addEventListener("beforeprint", () => {
  printing = true;
  mountLists(1e6);
  showArticle("all");
});
addEventListener("afterprint", () => {
  printing = false;
  mountLists();
  follow();
});

showCard("", 0);
mountLists();
const table = document.querySelector("[data-claims]");
if (table) mount(claims, table, data.claims);
follow();
reachTables();
pickFromAddress();
drawCharts();
