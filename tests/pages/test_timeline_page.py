"""The timeline's page: strip and list hold the same events, under every filter; one pick, one highlight."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from streamlit.testing.v1 import AppTest

from components.domain.record import UnsureEvent
from components.services.analysis_queue import AnalysisQueue
from tests.many_events import many_events
from tests.pages import kept_records, told
from tests.pages.conftest import ARTICLE
from tests.pages.told import act, article, card, groups, pick, rows, said
from tests.specimen import specimen

Page = Callable[..., AppTest]
ALL = ["e-broken", "e-open", "e-reject", "e-lower"]


def keep(library: AnalysisQueue, **changes: Any) -> None:
    kept_records.keep(library, ARTICLE, msgspec.structs.replace(specimen(), **changes))


@pytest.fixture
def many(library: AnalysisQueue) -> Iterator[str]:
    """A made article of 300 events."""
    article, record = many_events(300)
    library.library.add([article])
    kept_records.keep(library, article, record)
    yield article.id
    library.library.delete(article.id)


def listed(test: AppTest) -> list[str]:
    """The ids of the events in the list, in its order."""
    return told.listed(test, "chronicle")


def spec(test: AppTest, key: str = "timeline-chart") -> dict[str, Any]:
    found = [c.proto for c in test.get("plotly_chart") if c.proto.id.endswith(key)]
    return json.loads(found[0].spec) if found else {}


def drawn(test: AppTest) -> set[str]:
    """The ids of the events on the strip, with what its arrows carry."""
    return {row[0] for trace in spec(test).get("data", []) for row in trace.get("customdata", [])}


def test_strip_and_list_hold_every_event(page: Page, bridge: str) -> None:
    test = page("timeline", article=bridge)
    assert not test.exception
    assert listed(test) == ALL and drawn(test) == {"e-broken", "e-open", "e-lower"}
    assert [d["head"] for d in groups(test, "chronicle")] == [
        "2019", "2 March 2026", "no date; told after the events above", "from 2027 on",
    ]  # fmt: skip
    finding = "Two events between 2019 and 2026, one of them only claimed; one more could follow; one has no date"
    assert finding in said(test)
    assert not list(test.dataframe), "the list is the table"


@pytest.mark.parametrize(("key", "value", "ids", "sentence"), [
    ("exact", "day", ["e-open"], "One event on 2 March"),
    ("exact", "none", ["e-reject"], "One event, which has no date"),
    ("status", "claimed", ["e-broken"], "One event in 2019, which is only claimed"),
    ("status", "happened", ["e-open", "e-reject"], "One event on 2 March; one has no date"),
])  # fmt: skip
def test_filters_are_for_strip_list_and_sentence(
    page: Page, bridge: str, key: str, value: str, ids: list[str], sentence: str
) -> None:
    test = page("timeline", article=bridge)
    test.selectbox(key=key).select(value).run()
    assert not test.exception and listed(test) == ids and drawn(test) == set(ids) - {"e-reject"}
    assert sentence in said(test)


def test_of_one_actor_alone(page: Page, bridge: str) -> None:
    test = page("timeline", article=bridge, actor="drivers-union")
    assert listed(test) == ["e-reject", "e-broken"] and drawn(test) == {"e-broken"}


def test_filters_that_nothing_fits_say_so(page: Page, bridge: str) -> None:
    test = page("timeline", article=bridge)
    test.selectbox(key="exact").select("day").run()
    test.selectbox(key="status").select("claimed").run()
    assert "No event fits these filters" in said(test) and not listed(test) and not drawn(test)


def test_who_said_what_when_is_shown_when_asked_for(page: Page, library: AnalysisQueue, bridge: str) -> None:
    saying = msgspec.structs.replace(specimen().events[0], id="e-said", kind="reporting")
    keep(library, events=(*specimen().events, saying))
    test = page("timeline", article=bridge)
    assert "e-said" not in {*listed(test), *drawn(test)}
    test.toggle(key="said").set_value(True).run()
    assert "e-said" in listed(test) and "e-said" in drawn(test)


def test_what_is_picked_is_the_cards_and_no_part_of_the_chart(page: Page, bridge: str) -> None:
    test = page("timeline", article=bridge, mark="e-open")
    assert card(test)["kind"] == "Event · Happened · 2 March 2026" and article(test)["order"] == ALL
    drawn_before, article_before = spec(test), article(test)["version"]
    test = pick(test, "e-reject")
    assert test.query_params["mark"] == "e-reject" == card(test)["id"]
    assert spec(test) == drawn_before and article(test)["version"] == article_before


def test_a_click_on_an_arrow_shows_all(page: Page, library: AnalysisQueue, bridge: str) -> None:
    one = specimen().events[0]
    days = ("2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04", "1989-06-05")
    keep(library, events=tuple(msgspec.structs.replace(one, id=f"e-{d}", earliest=d, latest=d) for d in days))
    test = page("timeline", article=bridge)
    assert "e-1989-06-05" in listed(test) and "e-1989-06-05" not in drawn(test) and "to-before" in drawn(test)
    test.get_by_key("zoom").set_value("all").run()
    assert "e-1989-06-05" in drawn(test) and "to-before" not in drawn(test)
    assert "Five events between 1989 and 2026" in said(test), "the sentence is of all that is listed"


def test_what_a_reader_dates_is_shown_where_it_belongs_at_once(page: Page, library: AnalysisQueue, bridge: str) -> None:
    one = specimen().events[0]
    days = ("2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04", "1989-06-05")
    undated = specimen().events[1]
    keep(library, events=(*(msgspec.structs.replace(one, id=f"e-{d}", earliest=d, latest=d) for d in days), undated))
    test = act(page("timeline", article=bridge, mark="e-reject"), "wrong")
    test.date_input(key="from-e-reject").set_value(dt.date(2025, 6, 1))
    next(b for b in test.button if b.label == "Save").click().run()
    assert not test.exception
    assert "e-reject" in drawn(test) and "e-1989-06-05" not in drawn(test)
    at = next(d for d in groups(test, "chronicle") if any(r["id"] == "e-reject" for r in d["rows"]))
    assert (at["head"], at["quiet"], at["rows"][0]["note"]) == ("1 June 2025", False, "✎ corrected by a reader")
    assert card(test)["id"] == "e-reject" and card(test)["kind"] == (
        "Event · Happened · 1 June 2025 · corrected by a reader"
    )
    test.button(key="undo-last").click().run()


def test_a_zoom_moves_to_what_a_reader_dates(page: Page, library: AnalysisQueue, bridge: str) -> None:
    one = specimen().events[0]
    days = ("2020-03-01", "2024-03-02", "2026-03-03", "2026-03-04")
    keep(library, events=tuple(msgspec.structs.replace(one, id=f"e-{d}", earliest=d, latest=d) for d in days))
    test = page("timeline", article=bridge, mark="e-2026-03-04")
    test.get_by_key("zoom").set_value("week").run()
    assert drawn(test) == {"e-2026-03-03", "e-2026-03-04", "to-before"}
    act(test, "wrong")
    test.date_input(key="from-e-2026-03-04").set_value(dt.date(2022, 5, 6))
    next(b for b in test.button if b.label == "Save").click().run()
    assert not test.exception and "e-2026-03-04" in drawn(test) and test.query_params["at"] == "2022-05-06"
    test.button(key="undo-last").click().run()


def test_what_is_too_unsure_is_folded_below(page: Page, library: AnalysisQueue, bridge: str) -> None:
    one = specimen().events[0]
    fields = {"start": one.start, "end": one.end, "trigger": one.trigger, "event_kind": "action", "summary": "a parade"}
    keep(library, unsure=(UnsureEvent(id="u", why="it is too unlikely", **fields),))
    test = page("timeline", article=bridge)
    assert [e.label for e in test.expander] == ["1 passage too unsure to tell"]
    (row,) = rows(test, "unsure-list")
    assert (row["label"], row["note"]) == ("a parade", "it is too unlikely")
    assert card(pick(test, row["id"]))["kind"] == "Sentence", "it leads to where it stands"
    assert "u" not in {*listed(test), *drawn(test)}


def test_a_story_without_dates_is_a_list_in_its_order(page: Page, library: AnalysisQueue, bridge: str) -> None:
    events = tuple(msgspec.structs.replace(e, earliest=None, latest=None) for e in specimen().events)
    keep(library, events=events)
    test = page("timeline", article=bridge)
    assert not test.exception and not drawn(test)
    assert listed(test) == [e.id for e in events]
    assert "Four events, none of which has a date" in said(test)


def test_three_hundred_events_are_all_listed_in_well_under_a_second(page: Page, many: str) -> None:
    test = page("timeline", article=many)
    assert not test.exception and len(set(listed(test))) == 300
    took = []
    for _ in range(3):
        began = time.process_time()
        test.run()
        took.append(time.process_time() - began)
    assert min(took) < 1.5, "half a second on an undisturbed machine"


def test_the_overview_draws_the_same_strip_small(page: Page, bridge: str) -> None:
    test = page("overview", article=bridge)
    assert {r[0] for t in spec(test, "small-timeline")["data"] for r in t.get("customdata", [])} == {
        "e-broken", "e-open", "e-lower",
    }  # fmt: skip
