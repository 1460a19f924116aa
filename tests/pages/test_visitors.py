"""What each kind of visitor sees of the pages: the owner, a colleague who reads, one who corrects, a stranger."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from components.services import share_links
from components.services.analysis_queue import AnalysisQueue
from components.services.library import GONE
from tests.pages.told import article, buttons, card, components, field, pick, said, tell

Page = Callable[..., AppTest]


@pytest.fixture
def far(comes_from: dict[str, str]) -> dict[str, str]:
    """The visitor comes through a proxy: from another computer."""
    comes_from["x-forwarded-for"] = "203.0.113.9"
    return comes_from


def labels(test: AppTest) -> set[str]:
    return {b.label for b in test.button}


@pytest.mark.parametrize(
    "view", ["library", "overview", "timeline", "actors", "quotes", "sentiment", "text", "check", "share", "collection"]
)
def test_a_stranger_sees_one_sentence(page: Page, far: dict[str, str], bridge: str, view: str) -> None:
    test = page(view, article=bridge)
    assert not test.exception and said(test) == ["Dateline", share_links.GONE]
    assert not test.button and not test.get("plotly_chart") and not test.file_uploader


def test_a_reader_reads_and_takes_away_but_changes_nothing(
    page: Page, library: AnalysisQueue, far: dict[str, str], bridge: str
) -> None:
    _, token = share_links.make_link(library.store, [bridge])
    test = page("actors", article=bridge, share=token, actor="ida-berg")
    assert not test.exception and test.get("plotly_chart")
    assert "Export" in labels(test) and not labels(test) & {"Details", "Share"}
    assert not any("Correct" in e.label for e in test.expander)
    test = page("timeline", article=bridge, share=token, mark="e-lower")
    assert card(test)["id"] == "e-lower" and buttons(test) == [] and not article(test)["selectable"]
    for what in ("right", "wrong"):  # what no button asks for is not done either
        test = tell(test, "mark-card", "act", {"what": what, "id": "e-lower"})
    record = library.open(bridge).record
    assert record is not None and record.corrections == () and "Save" not in labels(test)
    assert not page("text", article=bridge, share=token).expander
    test = page("library", share=token)
    assert [r["id"] for r in components(test, "shelf")[0]["rows"]] == [bridge]
    assert not components(test, "shelf")[0]["removable"] and not test.file_uploader


def test_a_reader_makes_no_link_even_of_what_no_button_offers(
    page: Page, library: AnalysisQueue, far: dict[str, str], bridge: str
) -> None:
    _, token = share_links.make_link(library.store, [bridge])
    before = len(share_links.list_links(library.store))
    test = page("timeline", article=bridge, share=token, mark="e-lower")
    test = tell(test, "mark-card", "act", {"what": "share", "id": "e-lower"})
    for button in [b for b in test.button if b.key == "share-make"]:
        button.click().run()
    assert len(share_links.list_links(library.store)) == before


def test_a_reader_of_one_article_finds_no_other(
    page: Page, library: AnalysisQueue, far: dict[str, str], bridge: str, seed: str
) -> None:
    _, token = share_links.make_link(library.store, [bridge])
    test = page("text", article=seed, share=token)
    assert GONE in said(test) and "China" not in str(said(test))
    test = page("share", share=token)
    assert "This link doesn't allow that. Ask whoever sent it for one that does." in said(test)


def test_a_corrector_gives_a_name_first_and_then_corrects(
    page: Page, library: AnalysisQueue, far: dict[str, str], bridge: str
) -> None:
    _, token = share_links.make_link(library.store, [bridge], correct=True)
    test = page("actors", article=bridge, share=token, actor="ida-berg")
    assert "Details" in labels(test) and "Share" not in labels(test)
    field(test, "Your name, kept with what you correct").set_value("Tom")
    next(b for b in test.button if b.label == "Go on").click().run()
    field(test, "Name").set_value("Mayor Berg")
    next(b for b in test.button if b.label == "Save").click().run()
    assert not test.exception
    record = library.open(bridge).record
    assert record is not None and record.actors[0].name == "Mayor Berg"
    assert [(c.by, c.what) for c in record.corrections] == [("Tom", "actors/ida-berg/name")]
    test.button(key="undo-last").click().run()
    again = library.open(bridge).record
    assert again is not None and again.actors[0].name == "Ida Berg"


def test_a_link_that_was_taken_back_shows_nothing_at_the_next_run(
    page: Page, library: AnalysisQueue, far: dict[str, str], bridge: str
) -> None:
    _, token = share_links.make_link(library.store, [bridge])
    test = page("actors", article=bridge, share=token)
    assert test.get("plotly_chart")
    share_links.revoke_all(library.store)
    test.run()
    assert said(test) == ["Dateline", share_links.GONE] and not test.get("plotly_chart")


def test_the_owner_sees_every_link_and_takes_one_back(page: Page, library: AnalysisQueue, bridge: str) -> None:
    share_links.revoke_all(library.store)
    _, token = share_links.make_link(library.store, [bridge], correct=True, days=1)
    test = page("share")
    rows = components(test, "outcomes")[0]["rows"]
    assert rows[0]["pick"] == "Take back" and "to correct" in rows[0]["facts"] and token not in str(rows)
    assert "1 link can be opened now." in said(test)


def test_the_machines_own_reading_is_one_click_away(page: Page, library: AnalysisQueue, bridge: str) -> None:
    test = page("actors", article=bridge, actor="ida-berg")
    field(test, "Role").set_value("a bridge builder")
    next(b for b in test.button if b.label == "Save").click().run()
    assert any("a bridge builder" in s for s in said(test))
    test.button(key="machine-toggle").click().run()
    assert not any("a bridge builder" in s for s in said(test))
    assert any(s.startswith("As the machine read it, without corrections") for s in said(test))
    assert not any("Correct" in e.label for e in test.expander)
    assert "wrong" not in buttons(pick(test, "q-serve"))
    test.button(key="machine-toggle").click().run()
    test.button(key="undo-last").click().run()
    assert not any("a bridge builder" in s for s in said(test))
