// A collection's report: its charts are drawn, and a click on a mark leads to its row.
const given = JSON.parse(document.getElementById("data").textContent);

function lead(id) {
  const row = [...document.querySelectorAll("[data-row]")].find((one) => one.dataset.row === id);
  if (!row) return;
  document.querySelectorAll(".led").forEach((one) => one.classList.remove("led"));
  row.classList.add("led");
  row.scrollIntoView({ block: "center" });
}

for (const place of document.querySelectorAll("[data-chart]")) {
  const figures = given.charts[place.dataset.chart];
  if (!figures) continue;
  Promise.resolve(drawChart(place, figures)).then(() => {
    place.on("plotly_click", (event) => {
      const point = event.points[0];
      if (point && point.customdata) lead(String(point.customdata[0]));
    });
  });
}
