"""Narrowed to one person every list, chart, count and heading of every view is of that person alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.domain.article import make_article
from components.services.analysis_queue import AnalysisQueue
from tests.court_story import TEXT, TITLE, court_story
from tests.pages.kept_records import keep_with_details
from tests.pages.told import article, components, lists, marked, said

Page = Callable[..., AppTest]
ARTICLE = make_article(TEXT, title=TITLE, date="2026-02-12", date_basis="user")
# What the story tells of Ida Holt: she is named twice, accused of warning Lund, and declines to comment.
NAMED = ["m-700-708", "m-742-746"]
LISTS: dict[str, dict[str, list[str]]] = {
    "overview": {"brief": [*NAMED[:1], "e-accused"]},
    "timeline": {"chronicle": ["e-declined"]},
    "actors": {"mentions": NAMED},
    "quotes": {"ledger": ["q-warned"]},
    "sentiment": {},
    "text": {"marks": NAMED},
    "check": {"queue": ["e-accused", "e-declined", NAMED[0]]},
}
MARKED = {
    "overview": {"e-declined", "e-accused"},
    "timeline": {"e-declined", "e-accused"},
    "actors": set(NAMED),
    "quotes": set(),
    "sentiment": set(),
    "text": set(NAMED),
    "check": set(),
}
HERS = {*NAMED, "e-declined", "e-accused", "q-warned", "e-warning"}


@pytest.fixture
def court(library: AnalysisQueue) -> Iterator[str]:
    """The court story's id, in the library as it was written by hand."""
    keep_with_details(library, ARTICLE, court_story())
    yield ARTICLE.id
    library.library.delete(ARTICLE.id)


def drawn(test: AppTest) -> dict[str, set[str]]:
    """The marks that each chart carries, by the chart's key."""
    found: dict[str, set[str]] = {}
    for chart in test.get("plotly_chart"):
        rows = [r for t in json.loads(chart.proto.spec)["data"] for r in t.get("customdata") or []]
        found[chart.proto.id.split("-", 2)[2]] = {mark for row in rows for mark in ids(row)}
    return found


def ids(row: Any) -> list[str]:
    return [row] if isinstance(row, str) else [str(row[0]), *(row[2] if len(row) > 2 else [])]


@pytest.mark.parametrize("view", LISTS)
def test_lists_charts_and_article_are_hers_alone(page: Page, court: str, view: str) -> None:
    test = page(view, article=court, actor="holt")
    assert not test.exception
    shown = lists(test)
    shown.pop("acts", None)
    assert shown == LISTS[view]
    others = {key: found - HERS for key, found in drawn(test).items() if key != "network" and found - HERS}
    assert others == {}
    dates = {mark for mark in marked(test) if mark.startswith("d-")}  # the calendar is nobody's
    assert set(marked(test)) - dates == MARKED[view]
    assert {m for m in article(test)["order"] if not m.startswith("d-")} <= HERS
    assert components(test, "chips")[0]["picked"] == "holt"


@pytest.mark.parametrize(("view", "words"), [
    ("overview", "One event that concerns Ida Holt, on 11 February"),
    ("overview", "Ida Holt is mentioned twice, both times by name"),
    ("overview", "No quotes from Ida Holt; Ida Holt is mentioned in one quote from others"),
    ("overview", "Three items to check before you rely on this."),
    ("overview", "One claim"),
    ("timeline", "One event that concerns Ida Holt, on 11 February"),
    ("actors", "2 mentions: 2 by name."),
    ("quotes", "No quotes from Ida Holt; Ida Holt is mentioned in one quote from others"),
    ("sentiment", "Nobody was found to speak well or ill of Ida Holt, nor Ida Holt of anybody"),
    ("text", "2 marks in the text"),
    ("check", "3 items that concern Ida Holt to check"),
])  # fmt: skip
def test_headings_and_counts_are_hers_alone(page: Page, court: str, view: str, words: str) -> None:
    assert words in said(page(view, article=court, actor="holt"))


@pytest.mark.parametrize("actor", ["lund", "holt", "norvik"])
def test_who_acts_on_whom_is_of_that_person_or_named_as_everybodys(page: Page, court: str, actor: str) -> None:
    test = page("actors", article=court, actor=actor)
    name = next(a.name for a in court_story().actors if a.id == actor)
    rows = [row for data in components(test, "list") if data["label"].startswith("Who acts") for g in data["groups"]
            for row in g["rows"]]  # fmt: skip
    named = any("everybody" in words.lower() for words in said(test))
    assert named or all(name in row["label"] for row in rows)


def test_every_link_to_another_view_keeps_the_person(page: Page, court: str) -> None:
    links = [link.proto for link in page("timeline", article=court, actor="holt").get("page_link")]
    views = [link for link in links if link.page in LISTS]
    assert len(views) >= len(LISTS) and all("actor=holt" in link.query_string for link in views)


def test_an_actor_that_is_gone_narrows_nothing(page: Page, court: str) -> None:
    test = page("timeline", article=court, actor="nobody-such")
    assert not test.exception and len(lists(test)["chronicle"]) > 5 and components(test, "chips")[0]["picked"] in {
        "", "nobody-such",
    }  # fmt: skip
