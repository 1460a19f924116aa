"""The review queue's page: one item after the other, what is done goes, what is left for later comes last."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from components.services import share_links
from components.services.analysis_queue import AnalysisQueue
from tests.pages.told import act, article, buttons, card, listed, pick, rows, said

Page = Callable[..., AppTest]
ACCUSES = "t-161-drivers-union-ida-berg"  # somebody speaks ill of a named person
FIRST = [ACCUSES, "t-123-writer-drivers-union"]


@pytest.fixture
def test(page: Page, bridge: str) -> AppTest:
    """The page as it opens."""
    return page("check", article=bridge)


def test_an_attitude_against_a_person_comes_before_a_date_and_is_picked(test: AppTest) -> None:
    order = listed(test, "queue")
    assert order[:2] == FIRST and order.index(ACCUSES) < order.index("e-open")
    assert article(test)["order"] == order
    assert test.query_params["mark"] == ACCUSES == card(test)["id"]
    assert card(test)["question"] == rows(test, "queue")[0]["label"]
    assert "11 items to check, 5 of them name a person" in said(test)
    assert "0 of 11 are checked." in said(test)


def test_an_item_says_what_is_asked_why_of_whom_in_which_words(test: AppTest) -> None:
    (row,) = [r for r in rows(test, "queue") if r["id"] == "e-open"]
    assert row["label"] == "Did this happen on 2 March 2026?"
    assert row["facts"] == ["A date counted from “Monday”"]
    assert row["note"].startswith("“") and [w["name"] for w in row["who"]] == ["Ida Berg"]


def test_right_takes_it_off_and_the_next_comes(test: AppTest, library: AnalysisQueue, bridge: str) -> None:
    test = act(test, "right")
    assert ACCUSES not in listed(test, "queue") and len(listed(test, "queue")) == 10
    assert test.query_params["mark"] == FIRST[1] == card(test)["id"]
    assert "10 items to check, 4 of them name a person" in said(test)
    assert any(
        words.startswith("1 of 5 items that name a person was checked (by the owner, last on ") for words in said(test)
    )
    record = library.open(bridge).record
    assert record is not None and [c.what for c in record.corrections] == [f"marks/{ACCUSES}/checked"]


def test_right_again_takes_it_back(page: Page, library: AnalysisQueue, bridge: str) -> None:
    test = act(page("timeline", article=bridge, mark="e-open"), "right")
    assert card(test)["id"] == "e-open" and card(test)["checked"].startswith("Found right by the owner on ")
    test = act(test, "right")
    assert card(test)["checked"] == ""
    record = library.open(bridge).record
    assert record is not None and record.corrections == ()
    assert "e-open" in listed(page("check", article=bridge), "queue")


def test_what_is_done_is_shown_when_asked_for_and_taken_back_there(test: AppTest) -> None:
    test = act(test, "right")
    test.toggle(key="done").set_value(True).run()
    last = rows(test, "queue")[-1]
    assert last["id"] == ACCUSES and "done by the owner" in last["facts"]
    test = act(pick(test, ACCUSES), "right")
    assert len(listed(test, "queue")) == 11 and listed(test, "queue")[0] == ACCUSES


def test_later_puts_it_last_and_the_next_comes(test: AppTest) -> None:
    test = act(test, "later")
    assert listed(test, "queue")[-1] == ACCUSES and len(listed(test, "queue")) == 11
    assert "left for later" in rows(test, "queue")[-1]["facts"]
    assert test.query_params["mark"] == FIRST[1]
    test = act(test, "later")
    assert listed(test, "queue")[-2:] == FIRST, "they come back in the order in which they were left"
    assert test.query_params["mark"] == listed(test, "queue")[0]
    # Right for the last that isn't left: those that were left come back.
    for _ in range(9):
        test = act(test, "right")
    assert listed(test, "queue") == FIRST and test.query_params["mark"] in FIRST


def test_wrong_opens_the_form_and_what_is_corrected_is_done(test: AppTest) -> None:
    test = act(test, "wrong")
    test.selectbox(key=f"label-{ACCUSES}").select("positive")
    next(b for b in test.button if b.label == "Save").click().run()
    assert not test.exception and ACCUSES not in listed(test, "queue")
    assert test.query_params["mark"] == FIRST[1] == card(test)["id"]
    assert not [b for b in test.button if b.label == "Save"], "the form belongs to what was corrected"


def test_wrong_again_closes_the_form(test: AppTest) -> None:
    test = act(act(test, "wrong"), "wrong")
    assert not [b for b in test.button if b.label == "Save"]


def test_worked_off_to_the_end_it_says_by_whom(test: AppTest) -> None:
    for left in range(11, 0, -1):
        assert len(listed(test, "queue")) == left
        test = act(test, "right")
    assert "Everything here was checked" in said(test) and listed(test, "queue") == []
    assert any(words.startswith("All that names a person was checked by the owner on ") for words in said(test))
    assert card(test)["id"] == "" and "mark" not in test.query_params


def test_keys_stand_for_buttons_until_switched_off(test: AppTest) -> None:
    assert card(test)["keys"]
    test.toggle(key="check-keys").set_value(False).run()
    assert not card(test)["keys"]


def test_who_only_reads_sees_the_queue_and_settles_nothing(
    page: Page, library: AnalysisQueue, bridge: str, comes_from: dict[str, str]
) -> None:
    comes_from["x-forwarded-for"] = "203.0.113.9"
    _, token = share_links.make_link(library.store, [bridge])
    test = page("check", article=bridge, share=token)
    assert listed(test, "queue")[:2] == FIRST and card(test)["id"] == ACCUSES
    assert buttons(test) == []
    assert not card(test)["keys"] and not [t for t in test.toggle if t.key == "check-keys"]


def test_the_machines_own_reading_can_be_read_but_not_settled(page: Page, bridge: str) -> None:
    test = page("check", article=bridge, reading="machine")
    assert listed(test, "queue")[:2] == FIRST and buttons(test) == ["share"]
