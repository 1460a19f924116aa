"""Readers' edits in the store: their order and numbers, what undoing marks, what tells that something changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import alembic.command
import alembic.config
import msgspec
import pytest

from components.domain.article import make_article
from components.domain.correction_values import UNREADABLE
from components.domain.errors import StoreFailed
from components.domain.record import Correction
from components.store import article_queries
from components.store.correction_queries import (
    add_edits,
    all_edits,
    count_edits,
    edits_in_effect,
    edits_replayed_on,
    edits_version,
    list_edits,
    mark_undone,
)
from components.store.database import Store
from components.store.revisions import MIGRATIONS
from components.store.tables import edits
from tests.databases import SQLITE_ALONE

ONE, TWO = make_article("One."), make_article("Two.")
NOW, LATER = "2026-03-03T10:00:00.000000+00:00", "2026-03-03T11:00:00.000000+00:00"


@pytest.fixture
def store(library_url: str) -> Store:
    made = Store(library_url)
    with made.writing() as c:
        for article in (ONE, TWO):
            article_queries.add_article(c, article, NOW)
    return made


def edit(name: str, what: str = "actors/a-1/name", after: object = "Ida") -> Correction:
    return Correction(id=name, at=NOW, by="Ann", what=what, after=msgspec.Raw(msgspec.json.encode(after)))


def numbers(store: Store, article_id: str) -> list[tuple[str, int]]:
    with store.reading() as c:
        return [(kept.edit.id, kept.seq) for kept in list_edits(c, article_id)]


def test_edits_are_numbered_from_one_in_each_article(store: Store) -> None:
    with store.writing() as c:
        add_edits(c, ONE.id, [edit("a"), edit("b")])
        add_edits(c, TWO.id, [edit("c")])
    with store.writing() as c:
        add_edits(c, ONE.id, [edit("d")])
        add_edits(c, ONE.id, [])
    assert numbers(store, ONE.id) == [("a", 1), ("b", 2), ("d", 3)]
    assert numbers(store, TWO.id) == [("c", 1)]


def test_no_number_is_given_twice(store: Store) -> None:
    with store.writing() as c:
        add_edits(c, ONE.id, [edit("a")])
    with pytest.raises(StoreFailed), store.writing() as c:
        row = {"id": "b", "article_id": ONE.id, "seq": 1, "what": "x", "at": NOW, "by": "Ann"}
        c.execute(edits.insert(), row)
    assert numbers(store, ONE.id) == [("a", 1)]


def _migrate(store: Store, to: str) -> None:
    config = alembic.config.Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with store.engine.begin() as connection:
        config.attributes["connection"] = connection
        alembic.command.downgrade(config, to)


def test_an_older_library_is_numbered_anew_in_its_order(store: Store, library_url: str, tmp_path: Path) -> None:
    """Migration 0005 counted through all articles, and nothing held that a number was given once."""
    _migrate(store, "0006")
    with store.writing() as c:
        for name, article, number in [("a", ONE, 4), ("b", TWO, 5), ("c", ONE, 7), ("d", ONE, 7)]:
            at = LATER if name == "d" else NOW
            c.execute(edits.insert(), {"id": name, "article_id": article.id, "seq": number, "what": "x", "at": at,
                                       "by": "Ann"})  # fmt: skip
    store.close()
    opened = Store(library_url)
    assert numbers(opened, ONE.id) == [("a", 1), ("c", 2), ("d", 3)]
    assert numbers(opened, TWO.id) == [("b", 1)]
    opened.close()
    if not library_url.startswith("sqlite"):
        return
    with sqlite3.connect(tmp_path / "library.before-0006.sqlite3") as raw:
        assert raw.execute("SELECT seq FROM edits ORDER BY id").fetchall() == [(4,), (5,), (7,), (7,)]
    raw.close()


def in_effect(store: Store, article_id: str) -> list[str]:
    with store.reading() as c:
        return [e.id for e in edits_in_effect(list_edits(c, article_id))]


@pytest.mark.parametrize(("steps", "left", "touched"), [
    ([("a", LATER)], ["b", "c"], [1]),
    ([("a", LATER), ("a", None)], ["a", "b", "c"], [1, 1]),
    ([("nothing", LATER)], ["a", "b", "c"], [0]),
    ([("b", LATER), (None, LATER)], [], [1, 2]),
    ([("b", LATER), (None, LATER), (None, None)], ["a", "b", "c"], [1, 2, 3]),
    ([(None, None)], ["a", "b", "c"], [0]),
])  # fmt: skip
def test_undoing_marks_the_edit_that_was_meant(
    store: Store, steps: Sequence[tuple[str | None, str | None]], left: list[str], touched: list[int]
) -> None:
    with store.writing() as c:
        add_edits(c, ONE.id, [edit("a"), edit("b"), edit("c")])
        add_edits(c, TWO.id, [edit("other")])
    with store.writing() as c:
        assert [mark_undone(c, ONE.id, name, at) for name, at in steps] == touched
    assert in_effect(store, ONE.id) == left
    assert in_effect(store, TWO.id) == ["other"]
    with store.reading() as c:
        assert count_edits(c, ONE.id) == 3 and count_edits(c, TWO.id) == 1
        assert {(a, e) for a, _, e in all_edits(c) if a == TWO.id} == {(TWO.id, True)}
        assert sum(e for a, _, e in all_edits(c) if a == ONE.id) == len(left)


def test_every_change_of_an_article_changes_its_version_and_no_others(store: Store) -> None:
    seen: list[str] = []

    def look() -> None:
        with store.reading() as c:
            seen.append(edits_version(c, ONE.id))
            assert edits_version(c, TWO.id) == "0-0-"

    look()
    for change in (
        lambda c: add_edits(c, ONE.id, [edit("a")]),
        lambda c: add_edits(c, ONE.id, [edit("b")]),
        lambda c: mark_undone(c, ONE.id, "a", NOW),
        lambda c: mark_undone(c, ONE.id, "b", LATER),
        lambda c: mark_undone(c, ONE.id, "a", None),
    ):
        with store.writing() as c:
            change(c)
        look()
    assert len(set(seen)) == len(seen)
    with store.reading() as c:
        assert edits_replayed_on(c, ONE.id) == (seen[-1], None)


def test_what_is_stored_and_can_be_no_value_is_listed_as_unreadable(store: Store) -> None:
    row = {"article_id": ONE.id, "what": "actors/a/name", "at": NOW, "by": "Ann\nBee"}
    with store.writing() as c:
        for n, value in enumerate([b"{", b'"' + b"x" * 10**6 + b'"', None, b'"Ida"'], start=1):
            c.execute(edits.insert(), row | {"id": f"e{n}", "seq": n, "before": None, "after": value})
    with store.reading() as c:
        kept = [k.edit for k in list_edits(c, ONE.id)]
    assert [bytes(e.after) for e in kept] == [bytes(UNREADABLE), bytes(UNREADABLE), b"null", b'"Ida"']
    assert {e.by for e in kept} == {"Ann Bee"} and {bytes(e.before) for e in kept} == {b"null"}


@SQLITE_ALONE
def test_a_path_that_hides_something_looks_so(store: Store) -> None:
    row = {"article_id": ONE.id, "at": NOW, "by": "Ann"}
    with store.writing() as c:
        for n, what in enumerate(["actors/a/name", "actors/a/na\u202eme", "x" * 500], start=1):
            c.execute(edits.insert(), row | {"id": f"e{n}", "seq": n, "what": what})
    with store.reading() as c:
        first, hidden, long = (k.edit.what for k in list_edits(c, ONE.id))
    assert first == "actors/a/name"
    assert hidden.endswith("…") and "\u202e" not in hidden
    assert long.endswith("…") and len(long) <= 160
