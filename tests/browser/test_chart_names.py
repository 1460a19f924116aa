"""Names at the marks of a chart stand on no other, as wide as the chart is, and all of them within it."""

from __future__ import annotations

import itertools
import math

import pytest
from playwright.sync_api import Page
from plotly.offline import get_plotlyjs

from components.charts.collection_attitudes import attitudes_chart
from components.collection.trends.summing import Judging

pytestmark = pytest.mark.browser
NAMES = (
    "the writers", "Wolodymyr Selenskyj-Brandt", "European Central Bank", "Donald Trump", "WWW MMM WWWWW MMMMM",
    "Central Election and Referendum Commission", "Hosni Mubarak", "Muslim Brotherhood", "U.S.", "Ukraine",
)  # fmt: skip
# Draws a figure; every name below with where it is turned about and how far, and its size before that.
LABELS = """async ([figure, width]) => {
  const chart = document.querySelector("#chart");
  chart.style.width = `${width}px`;
  chart.style.height = `${figure.layout.height}px`;
  await Plotly.newPlot(chart, figure.data, figure.layout);
  const all = chart.getBoundingClientRect();
  return [...chart.querySelectorAll(".xtick text")].map((e) => {
    const [size, shown, how] = [e.getBBox(), e.getBoundingClientRect(), e.getAttribute("transform")];
    return {
      at: +/translate\\(([-\\d.]+)/.exec(how)[1], angle: +(/rotate\\(([-\\d.]+)/.exec(how) || [0, 0])[1],
      width: size.width, height: size.height,
      inside: shown.bottom <= all.bottom + 1 && shown.left >= all.left - 1 && shown.right <= all.right + 1,
    };
  });
}"""


def test_the_names_of_whom_others_judge_are_apart_however_wide_the_chart_is(page: Page) -> None:
    page.set_content("<div id=chart></div>")
    page.add_script_tag(content=get_plotlyjs())
    names = {str(n): name for n, name in enumerate(NAMES)}
    for targets, width in itertools.product((1, 2, 3, 5, 6, 10), (342, 600, 900)):
        told = [
            Judging(holder=str(n % 3), target=str(n), against=1, favour=n % 2, articles=("a",)) for n in range(targets)
        ]
        labels = page.evaluate(LABELS, [attitudes_chart(told, names).to_plotly_json(), width])
        assert len(labels) == targets
        assert all(one["inside"] for one in labels), (targets, width)
        for one, other in itertools.pairwise(labels):
            across = abs(math.sin(math.radians(one["angle"])))
            least = 0.8 * one["height"] if across else (one["width"] + other["width"]) / 2  # a line has some room
            assert (other["at"] - one["at"]) * (across or 1) >= least, (targets, width)
