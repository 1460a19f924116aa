"""Editors who sign in from elsewhere: each sees the files that they read in, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.services.analysis_queue import AnalysisQueue
from components.services.import_drafts import filed_under
from components.ui import current_visitor
from tests.pages.told import field

Page = Callable[..., AppTest]
STORY = "Council Votes to Close Bridge\n\nBy Ida Berg\n2 March 2026\n\nThe council voted on Monday to close the bridge."


class Signed(dict[str, object]):
    """What Streamlit's sign-in tells of a user."""

    is_logged_in = True


@pytest.fixture
def sign_in(monkeypatch: pytest.MonkeyPatch, comes_from: dict[str, str]) -> Callable[..., None]:
    """``sign_in(sub="1", name="Jo")``: whoever opens a page from now on comes from another computer as that user."""
    comes_from["x-forwarded-for"] = "203.0.113.9"
    monkeypatch.setattr(current_visitor, "sign_in_configured", lambda: True)

    def as_user(**claims: object) -> None:
        monkeypatch.setattr(st, "user", Signed(claims))

    return as_user


@pytest.fixture(autouse=True)
def nothing_unfinished(library: AnalysisQueue) -> Iterator[None]:
    yield
    for owner in [*library.drafts._open, filed_under(None)]:
        library.drafts.discard(owner)


def upload(test: AppTest) -> AppTest:
    test.file_uploader[0].set_value([("story.txt", STORY.encode(), "text/plain")]).run()
    return test


def sees_the_file(test: AppTest) -> bool:
    assert not test.exception
    for _ in range(20):
        if any(b.label == "Discard" for b in test.button):
            return bool(field(test, "Title").value == "Council Votes to Close Bridge")
        test.run()
    return False


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"sub": "1", "name": "Jo Smith"}, {"sub": "2", "name": "Jo Smith"}),
        ({"email": "jo@times.example", "name": "Jo Smith"}, {"email": "jo@post.example", "name": "Jo Smith"}),
        ({"name": "Jo Smith"}, {"name": "Jo Smith"}),
    ],
    ids=["sub", "email", "neither"],
)
def test_two_people_of_one_name_see_files_of_their_own(
    page: Page, sign_in: Callable[..., None], one: dict[str, object], other: dict[str, object]
) -> None:
    sign_in(**one)
    mine = upload(page("library"))
    assert sees_the_file(mine)
    sign_in(**other)
    assert not sees_the_file(page("library"))
    sign_in(**one)
    assert sees_the_file(mine.run())


def test_the_same_person_goes_on_in_another_session(page: Page, sign_in: Callable[..., None]) -> None:
    sign_in(sub="1", name="Jo Smith")
    assert sees_the_file(upload(page("library")))
    sign_in(sub="1", name="Jo Jones")
    assert sees_the_file(page("library"))


def test_who_is_named_owner_is_not_the_owner(
    page: Page, sign_in: Callable[..., None], comes_from: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(sub="1", name="owner")
    assert sees_the_file(upload(page("library")))
    del comes_from["x-forwarded-for"]
    monkeypatch.setattr(current_visitor, "sign_in_configured", lambda: False)
    assert not sees_the_file(page("library"))
