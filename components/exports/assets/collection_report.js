// A collection's report: its charts are drawn, and a click on a mark leads to its row.
const given = JSON.parse(document.getElementById("data").textContent);

// `place` is the chart, `ids` what its mark is and then what rows it is counted in: its own part's first.
function lead(place, ids) {
  const rows = [...place.closest("section").querySelectorAll("[data-row]")];
  const row = ids.map((id) => rows.find((one) => one.dataset.row === id)).find(Boolean);
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
      if (point && point.customdata) lead(place, [point.customdata[0], ...(point.customdata[2] || [])].map(String));
    });
  });
}
