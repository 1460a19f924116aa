"""The claims on the overview: their rows, what a pick does, nothing where there are none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.domain import allegations
from components.domain.article import make_article
from components.services.analysis_queue import AnalysisQueue
from components.ui import cached_readings
from tests.court_story import TEXT, TITLE, court_story
from tests.pages.kept_records import keep_with_details
from tests.pages.told import article, card, components, pick, said

Page = Callable[..., AppTest]
ARTICLE = make_article(TEXT, title=TITLE, date="2026-02-12", date_basis="user")


@pytest.fixture
def court(library: AnalysisQueue) -> Iterator[str]:
    """The court story's id, in the library as it was written by hand."""
    keep_with_details(library, ARTICLE, court_story())
    yield ARTICLE.id
    library.library.delete(ARTICLE.id)


def test_the_overview_has_the_claims(page: Page, court: str) -> None:
    test = page("overview", article=court)
    assert not test.exception
    assert "Seven claims, one without an answer in the text" in said(test)
    assert "Not heard in the text: Norvik Marine" in said(test)
    (data,) = components(test, "claims")
    assert [r["what"]["mark"] for r in data["rows"]][:2] == ["e-invoices", "e-bribes"] and len(data["rows"]) == 7
    assert data["heads"] == ["What is claimed", "Said by", "Denied or answered"]
    assert data["first"] == 8 and data["href"].endswith(f"/overview?article={court}")
    assert data["rows"][0]["by"][0]["colour"].startswith("#")


def test_what_was_picked_shows_its_card_and_the_next_are_the_rows(page: Page, court: str) -> None:
    test = page("overview", article=court, mark="q-invoices")
    assert card(test)["kind"] == "Paraphrase · Mara Quist · named · reported as a claim"
    order = article(test)["order"]
    assert {"e-invoices", "q-invoices"} <= set(order) and len(order) == len(set(order)), "the brief's, then the claims'"
    shown = pick(test, "e-invoices")
    assert shown.query_params["mark"] == "e-invoices" == card(shown)["id"]


def test_narrowed_to_an_actor_it_has_their_claims_alone(page: Page, court: str) -> None:
    test = page("overview", article=court, actor="holt")
    assert not test.exception
    (data,) = components(test, "claims")
    assert [r["what"]["mark"] for r in data["rows"]] == ["e-accused"]
    assert "One claim" in said(test) and not [s for s in said(test) if s.startswith("Not heard")]


def test_without_claims_there_is_no_block(page: Page, bridge: str) -> None:
    test = page("overview", article=bridge)
    assert components(test, "claims") == []
    assert not [s for s in said(test) if re.match(r"(No|One|Two) claims?\b|Not heard", s)]


def test_the_seed_has_claims_on_china_and_no_answer_of_china(page: Page, seed: str) -> None:
    test = page("overview", article=seed)
    assert "Heard, but not on what is claimed of them: China" in said(test)
    (data,) = components(test, "claims")
    assert {r["by"][0]["text"] for r in data["rows"]} == {"International security experts", "Analysts"}
    assert all(r["missing"] == ["China"] and r["answers"] == [] for r in data["rows"])


def test_the_claims_are_computed_once_for_all_views_and_visits(
    page: Page, court: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cached_readings, "_kept", [])
    asked: list[int] = []

    class Counted(allegations.Ground):
        def __init__(self, *args: Any) -> None:
            asked.append(1)
            super().__init__(*args)

    monkeypatch.setattr(allegations, "Ground", Counted)
    for view, actor in (("overview", {}), ("overview", {"actor": "holt"}), ("quotes", {}), ("check", {})):
        test = page(view, article=court, **actor)
        assert not test.run().exception
    assert len(asked) == 1
