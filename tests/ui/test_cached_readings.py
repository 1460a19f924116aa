"""What was made of a reading is taken again where it tells the same, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from components.domain.clickable_marks import marks_of
from components.domain.record import Correction, Record
from components.ui import cached_readings
from components.ui.cached_readings import review_of, share_results
from tests.specimen import specimen


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Record]]:
    """Nothing is kept at first."""
    kept: list[Record] = []
    monkeypatch.setattr(cached_readings, "_kept", kept)
    yield kept


def opened(**changes: object) -> Record:
    """The specimen as it is opened anew."""
    record = msgspec.structs.replace(specimen(), **changes)
    share_results(record)
    return record


def edit(what: str) -> Correction:
    """An edit of a reader."""
    return Correction(id=what, by="editor", at="2026-03-04T10:00:00+00:00", what=what, before="null", after="true")


def test_the_same_reading_is_computed_once() -> None:
    assert marks_of(opened()) is marks_of(opened())


def test_what_was_found_right_computes_nothing_anew() -> None:
    first = review_of(opened())
    mark = first[0].mark
    right = opened(corrections=(edit(f"marks/{mark}/checked"),))
    assert marks_of(right) is marks_of(opened())
    assert [i.mark for i in review_of(right)] == [i.mark for i in first]


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Another title"},
        {"date_basis": "text"},
        {"quotes": ()},
        {"doubtful": ((0, 3),)},
        {"corrections": (edit("actors/ida-holt/removed"),)},
    ],
)
def test_a_reading_that_tells_something_else_takes_nothing(changes: dict[str, object]) -> None:
    before = marks_of(opened())
    changed = opened(**changes)
    assert marks_of(changed) is not before and marks_of(opened(**changes)) is marks_of(changed)
    assert marks_of(opened()) is before


def test_older_readings_of_an_article_are_let_go(nothing_kept: list[Record]) -> None:
    for n in range(5):
        opened(title=str(n))
    assert [r.title for r in nothing_kept] == ["3", "4"]


def test_what_is_kept_is_bounded_and_what_was_opened_last_stays(
    nothing_kept: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cached_readings, "MOST_CHARACTERS", 3 * len(specimen().text))
    for n in (0, 1, 2, 0, 3):
        opened(id=str(n))
    assert [r.id for r in nothing_kept] == ["2", "0", "3"]
    monkeypatch.setattr(cached_readings, "MOST_CHARACTERS", 1)
    opened(id="4")
    assert [r.id for r in nothing_kept] == ["4"]
