"""Pages of an article whose stored corrections can't be read: each opens, lists them as such and undoes them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from components.services import corrections, corrections_import_export
from components.services.analysis_queue import AnalysisQueue
from components.services.corrections_import_export import SCHEMA
from components.store.tables import edits
from components.ui.correction_history import LISTED
from tests.odd_edits import NAME, odd_rows, store_odd
from tests.pages.told import components, field, said

Page = Callable[..., AppTest]
VIEWS = ("overview", "timeline", "actors", "quotes", "sentiment", "text", "check")


@pytest.fixture
def odd(library: AnalysisQueue, bridge: str) -> str:
    """The specimen with every odd edit stored."""
    store_odd(library.store, bridge)
    return bridge


def within(test: AppTest, key: str) -> AppTest:
    """Press a button of a dialog: to AppTest a dialog is there while the button that opens it is pressed."""
    test.button(key=key).click()
    return test.button(key="corrections-all").click().run()


def listed(test: AppTest) -> list[dict[str, str]]:
    return components(test, "outcomes")[0]["rows"]


@pytest.mark.parametrize("name", VIEWS)
def test_each_view_opens(page: Page, odd: str, name: str) -> None:
    test = page(name, article=odd)
    assert not test.exception
    assert any("no longer fit" in words for words in said(test))


def test_they_are_listed_and_all_undone(page: Page, library: AnalysisQueue, odd: str) -> None:
    test = page("overview", article=odd)
    test.button(key="corrections-all").click().run()
    assert not test.exception
    rows = listed(test)
    assert len(rows) == len(odd_rows()) < LISTED
    assert {r["label"] for r in rows} == {"in effect", "no longer fits", "unreadable"}
    assert all(r["pick"] == "Undo" and (r["name"] + r["facts"]).isprintable() for r in rows)
    assert any("time unknown" in r["facts"] for r in rows) and any("01 Jan 2026, 10:00" in r["facts"] for r in rows)
    assert any(r["name"] == "something unknown" for r in rows)
    assert any("unreadable · Ida" in r["facts"] for r in rows)
    assert corrections_import_export.correction_file(library.store, odd, "x")
    within(test, "undo-all")
    assert not test.exception
    opened = library.open(odd)  # its details are as they were at first: it may be read anew
    assert opened.job is None or opened.job.wait(60)
    record = library.open(odd).record
    assert record is not None and record.corrections == () and record.actors[0].name == "Ida Berg"
    test.button(key="corrections-all").click().run()
    assert {r["label"] for r in listed(test)} == {"undone"}
    within(test, "redo-all")
    assert not test.exception and not any(k.undone_at for k in corrections.history(library.store, odd))


def test_the_last_is_undone_and_done_again(page: Page, library: AnalysisQueue, bridge: str, odd: str) -> None:
    test = page("actors", article=odd)
    for key in ("undo-last", "undo-last", "redo-last"):
        test.button(key=key).click().run()
        assert not test.exception
    assert sum(k.undone_at is not None for k in corrections.history(library.store, odd)) == 1


def test_of_many_the_newest_are_listed_and_older_ones_when_asked_for(
    page: Page, library: AnalysisQueue, odd: str
) -> None:
    with library.store.writing() as connection:
        connection.execute(edits.delete().where(edits.c.article_id == odd))
    store_odd(library.store, odd, [{"what": NAME, "after": f'"Name {n}"'.encode()} for n in range(LISTED + 50)])
    test = page("overview", article=odd)
    test.button(key="corrections-all").click().run()
    assert len(listed(test)) == LISTED and f"Name {LISTED + 49}" in listed(test)[0]["facts"]
    assert f"The newest {LISTED} of {LISTED + 50} corrections are listed." in said(test)
    within(test, "corrections-older")
    assert len(listed(test)) == LISTED + 50 and "Name 0" in listed(test)[-1]["facts"]


def test_a_file_that_holds_one_is_refused_with_a_sentence(page: Page, bridge: str, library: AnalysisQueue) -> None:
    store_odd(library.store, bridge, [{"what": NAME, "after": b'"Ida B"'}])
    test = page("overview", article=bridge)
    test.button(key="corrections-all").click().run()
    row = '{"id":"x","at":"9999-12-31T23:59:59-12:00","by":"x","what":"actors/ida-berg/name","after":"x"}'
    data = f'{{"schema":"{SCHEMA}","article":"","title":"","corrections":[{row}]}}'.encode()
    test.button(key="corrections-all").click()
    test.file_uploader(key="corrections-in").set_value(("c.json", data, "application/json")).run()
    within(test, "corrections-take")
    assert not test.exception
    assert any("is no time at which it can have been made. Nothing was changed." in words for words in said(test))
    assert len(corrections.history(library.store, bridge)) == 1


def test_a_title_with_a_line_break_hinders_no_file(page: Page, library: AnalysisQueue, bridge: str) -> None:
    test = page("timeline", article=bridge)
    test.button(key="details").click().run()
    field(test, "Title").set_value("Mayor\nOpens\u202e Bridge")
    next(b for b in test.button if b.label == "Save").click()
    test.button(key="details").click().run()
    assert not test.exception and library.library.article(bridge).title == "Mayor Opens Bridge"
    with library.store.writing() as connection:
        connection.execute(edits.delete().where(edits.c.article_id == bridge))
