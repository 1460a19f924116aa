"""The network's acts: an arrow where the text tells of a deed, a dotted line where it doesn't; marks and verbs."""

from __future__ import annotations

from typing import Any

import msgspec
import plotly.graph_objects as go
import pytest

from components.charts.chart_style import actor_colours
from components.charts.network import network
from components.charts.relation_words import STATUS_NAMES, STATUS_SYMBOLS, act_words, is_asserted
from components.charts.timeline import LANE_NAMES, SYMBOLS
from components.domain.clickable_marks import marks_of
from components.domain.record import Record, Relation, RelationStatus
from tests.specimen import specimen

RECORD = specimen()
ACT = RECORD.relations[0]
BERG, UNION = "ida-berg", "drivers-union"


def of(*acts: dict[str, Any]) -> Record:
    """The specimen with these acts of the union on Berg, each at a place of its own."""
    relations = tuple(msgspec.structs.replace(ACT, **{"start": ACT.start + n, **act}) for n, act in enumerate(acts))
    return msgspec.structs.replace(RECORD, relations=relations)


def drawn(record: Record) -> go.Figure:
    return network(record, record.actors)


def places(figure: go.Figure) -> dict[str, tuple[float, float]]:
    """Where each actor stands, by name."""
    (nodes,) = [t for t in figure.data if t.text is not None and "Ida Berg" in t.text]
    return dict(zip(nodes.text, zip(nodes.x, nodes.y, strict=True), strict=True))


def arrows(figure: go.Figure) -> list[tuple[str, str]]:
    """Who acts on whom, by the arrows' ends."""
    names = {at: name for name, at in places(figure).items()}
    return [(names[a.ax, a.ay], names[a.x, a.y]) for a in figure.layout.annotations if a.showarrow]


def dotted(figure: go.Figure) -> list[tuple[str, str]]:
    """Who would act on whom, by the dotted lines' ends."""
    names = {at: name for name, at in places(figure).items()}
    lines = [t for t in figure.data if t.mode == "lines" and t.line.dash == "dot"]
    return [(names[t.x[0], t.y[0]], names[t.x[1], t.y[1]]) for t in lines]


def verbs(figure: go.Figure) -> list[tuple[str, str]]:
    """The symbol and the words of each act's mark."""
    marks = figure.data[-1]
    return [(symbol, row[1]) for symbol, row in zip(marks.marker.symbol, marks.customdata, strict=True)]


UNION_ON_BERG = [("Drivers’ Union", "Ida Berg")]


@pytest.mark.parametrize(("status", "asserted", "symbol", "words"), [
    ("happened", True, "circle", "reject"), ("ongoing", True, "circle", "reject"),
    ("claimed", False, "square-open", "reject (claimed)"), ("denied", False, "x", "reject (denied)"),
    ("not so", False, "x", "not reject"), ("planned", False, "diamond", "reject (planned)"),
    ("possible", False, "diamond-open", "reject (could happen)"),
])  # fmt: skip
def test_only_what_is_told_as_done_has_an_arrow(status: str, asserted: bool, symbol: str, words: str) -> None:
    figure = drawn(of({"status": status}))
    assert arrows(figure) == (UNION_ON_BERG if asserted else [])
    assert dotted(figure) == ([] if asserted else UNION_ON_BERG)
    assert verbs(figure) == [(symbol, words)]


@pytest.mark.parametrize(("acts", "symbols"), [
    # What is told as done and claimed as well has an arrow, and a mark for each.
    ([{}, {"status": "claimed"}], [("circle", "reject"), ("square-open", "reject (claimed)")]),
    ([{"status": "claimed"}, {}], [("square-open", "reject (claimed)"), ("circle", "reject")]),
    ([{}, {"status": "ongoing", "verb": "blame"}], [("circle", "reject, blame")]),
    ([{}, {"verb": "blame"}, {"verb": "sue"}, {"verb": "warn"}], [("circle", "reject, blame, sue, warn")]),
    ([{}, {}], [("circle", "reject")]),
])  # fmt: skip
def test_acts_of_one_on_another_share_one_arrow_and_have_a_mark_a_status(
    acts: list[dict[str, Any]], symbols: list[tuple[str, str]]
) -> None:
    figure = drawn(of(*acts))
    assert arrows(figure) == UNION_ON_BERG and dotted(figure) == []
    assert verbs(figure) == symbols


def test_several_that_are_not_told_as_done_share_one_dotted_line() -> None:
    figure = drawn(of({"status": "claimed"}, {"status": "planned"}, {"status": "claimed", "verb": "ban"}))
    assert arrows(figure) == [] and dotted(figure) == UNION_ON_BERG
    assert verbs(figure) == [("square-open", "reject (claimed), ban (claimed)"), ("diamond", "reject (planned)")]


def test_each_way_has_its_own_line() -> None:
    figure = drawn(of({}, {"agent": BERG, "patient": UNION, "status": "denied"}))
    assert arrows(figure) == UNION_ON_BERG
    assert dotted(figure) == [("Ida Berg", "Drivers’ Union")]


def test_a_line_has_the_colour_of_whoever_would_act() -> None:
    (line,) = [t for t in drawn(of({"status": "claimed"})).data if t.mode == "lines" and t.line.dash == "dot"]
    assert line.line.color == actor_colours(RECORD)[UNION] != actor_colours(RECORD)[BERG]
    (arrow,) = drawn(of({})).layout.annotations
    assert arrow.arrowcolor == line.line.color


def test_more_told_as_done_makes_a_thicker_arrow_and_claims_do_not() -> None:
    def width(*acts: dict[str, Any]) -> float:
        (arrow,) = drawn(of(*acts)).layout.annotations
        return float(arrow.arrowwidth)

    assert width({}) == width({}, {"status": "claimed"}, {"status": "claimed"}) < width({}, {}) <= width(*[{}] * 9)


@pytest.mark.parametrize("changes", [{"agent": "gone"}, {"patient": "gone"}, {"agent": BERG}])
def test_of_nobody_or_on_oneself_nothing_is_drawn(changes: dict[str, Any]) -> None:
    for status in ("happened", "claimed"):
        figure = drawn(of({"status": status, **changes}))
        assert arrows(figure) == dotted(figure) == []


@pytest.mark.parametrize("status", ["happened", "claimed", "not so"])
def test_a_mark_on_a_line_leads_to_the_act(status: str) -> None:
    record = of({"status": status})
    (row,) = drawn(record).data[-1].customdata
    assert marks_of(record)[row[0]].item == record.relations[0]


STATUSES: dict[RelationStatus, tuple[str, bool]] = {
    "happened": ("reject", True), "ongoing": ("reject", True), "planned": ("reject (planned)", False),
    "possible": ("reject (could happen)", False), "claimed": ("reject (claimed)", False),
    "denied": ("reject (denied)", False), "not so": ("not reject", False),
}  # fmt: skip


@pytest.mark.parametrize(("status", "expected"), STATUSES.items())
def test_an_act_in_words(status: RelationStatus, expected: tuple[str, bool]) -> None:
    act: Relation = msgspec.structs.replace(ACT, status=status)
    assert (act_words(act), is_asserted(act)) == expected


def test_what_is_negated_is_told_so_once() -> None:
    for status, words in (("happened", "not reject"), ("not so", "not reject"), ("planned", "not reject (planned)")):
        assert act_words(msgspec.structs.replace(ACT, status=status, negated=True)) == words


def test_names_and_shapes_are_the_timelines_and_what_is_not_so_has_that_of_what_is_denied() -> None:
    assert set(STATUS_NAMES) == set(STATUS_SYMBOLS) == set(STATUSES)
    assert {s: n for s, n in STATUS_NAMES.items() if s not in ("denied", "not so")} == {
        s: n for s, n in LANE_NAMES.items() if s != "denied"
    }
    assert (STATUS_NAMES["denied"], STATUS_NAMES["not so"]) == ("Denied", "Not so")
    assert {s: symbol for s, symbol in STATUS_SYMBOLS.items() if s != "not so"} == SYMBOLS
    assert STATUS_SYMBOLS["not so"] == SYMBOLS["denied"]
