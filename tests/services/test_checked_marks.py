"""What a reader found right is kept as a correction is: undone, done again, read anew, taken away and brought in."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from components.domain.errors import Clash, Refused
from components.domain.review_progress import checked_marks
from components.services import corrections
from components.services.corrections_import_export import correction_file, import_corrections
from components.store import article_queries
from components.store.database import Store
from tests.databases import sqlite_url
from tests.services.test_corrections import ID, filled, opened
from tests.specimen import specimen

RIGHT = "marks/q-serve/checked"


@pytest.fixture
def store(library_url: str) -> Store:
    return filled(library_url)


def read_anew(store: Store, speaker: str, version: str) -> None:
    quotes = (msgspec.structs.replace(specimen().quotes[0], speaker=speaker), *specimen().quotes[1:])
    with store.writing() as connection:
        article_queries.put_record(
            connection, msgspec.structs.replace(specimen(), quotes=quotes), version, "2026-02-01"
        )


def test_it_is_undone_and_done_again(store: Store) -> None:
    corrections.correct(store, ID, RIGHT, True, by="Ana")
    assert {m: e.by for m, e in checked_marks(opened(store)).items()} == {"q-serve": "Ana"}
    corrections.undo(store, ID)
    assert checked_marks(opened(store)) == {} and opened(store) == specimen()
    corrections.redo(store, ID)
    assert list(checked_marks(opened(store))) == ["q-serve"]


def test_it_outlives_a_new_reading_that_tells_the_same_alone(store: Store) -> None:
    corrections.correct(store, ID, RIGHT, True, by="Ana")
    read_anew(store, "ida-berg", "v2")
    assert list(checked_marks(opened(store))) == ["q-serve"]
    read_anew(store, "drivers-union", "v3")
    assert checked_marks(opened(store)) == {} and [c.fits for c in opened(store).corrections] == [False]
    read_anew(store, "ida-berg", "v4")
    assert list(checked_marks(opened(store))) == ["q-serve"]


def test_a_correction_that_is_undone_undoes_what_was_checked_after_it(store: Store) -> None:
    speaker = corrections.correct(store, ID, "quotes/q-serve/speaker", "drivers-union", by="Ana")
    corrections.correct(store, ID, RIGHT, True, by="Ben")
    assert list(checked_marks(opened(store))) == ["q-serve"]
    corrections.undo(store, ID, speaker.id)
    assert checked_marks(opened(store)) == {}


def test_two_who_check_the_same_are_told(store: Store) -> None:
    first = corrections.correct(store, ID, RIGHT, True, by="Ana")
    with pytest.raises(Clash):
        corrections.correct(store, ID, RIGHT, True, by="Ben")
    corrections.correct(store, ID, RIGHT, True, by="Ben", seen=first.id)
    assert checked_marks(opened(store))["q-serve"].by == "Ben"


@pytest.mark.parametrize(("what", "after"), [("marks/q-none/checked", True), (RIGHT, False), (RIGHT, "yes")])
def test_what_is_not_there_or_no_check_is_refused(store: Store, what: str, after: object) -> None:
    with pytest.raises(Refused, match="Nothing was changed"):
        corrections.correct(store, ID, what, after, by="Ana")
    assert corrections.history(store, ID) == []


def test_it_goes_with_the_corrections_into_a_file_and_out_of_it(store: Store, tmp_path: Path) -> None:
    corrections.correct(store, ID, RIGHT, True, by="Ana")
    taken = correction_file(store, ID, "Bridge")
    other = filled(sqlite_url(tmp_path / "y.sqlite3"))
    assert import_corrections(other, ID, taken) == (1, 0)
    assert checked_marks(opened(other))["q-serve"].by == "Ana (from a file)"
    assert import_corrections(other, ID, taken) == (0, 0)
    # Where the other library's reading tells something else, it was not checked.
    third = filled(sqlite_url(tmp_path / "z.sqlite3"))
    read_anew(third, "drivers-union", "v2")
    assert import_corrections(third, ID, taken) == (1, 1) and checked_marks(opened(third)) == {}
