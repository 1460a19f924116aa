"""What readers found right: what it changes, when it holds no longer, and how far a review has come."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from components.domain.clickable_marks import marks_of
from components.domain.correction_replay import apply_edits, corrected_items, value_of
from components.domain.record import Correction, Record
from components.domain.review_progress import checked_marks, done_items, review_progress
from components.domain.review_queue import rank_items
from tests.specimen import specimen

TONE = "t-161-drivers-union-ida-berg"


def made(
    record: Record, what: str, after: Any, *, by: str = "Ana", at: str = "2026-03-03T10:00:00+00:00"
) -> Correction:
    """An edit as it is made by hand: with what the field holds now."""
    return Correction(
        id=f"{what}-{by}", at=at, by=by, what=what, before=msgspec.Raw(msgspec.json.encode(value_of(record, what))),
        after=msgspec.Raw(msgspec.json.encode(after)),
    )  # fmt: skip


def right(record: Record, mark: str, **more: str) -> Correction:
    return made(record, f"marks/{mark}/checked", True, **more)


def with_all(edits: list[Correction], record: Record | None = None) -> Record:
    return apply_edits(record or specimen(), edits)


@pytest.mark.parametrize("mark", list(marks_of(specimen())))
def test_every_mark_can_be_found_right_and_nothing_else_changes(mark: str) -> None:
    plain = specimen()
    record = with_all([right(plain, mark)])
    assert [c.fits for c in record.corrections] == [True] and list(checked_marks(record)) == [mark]
    assert msgspec.structs.replace(record, corrections=()) == plain
    assert corrected_items(record) == frozenset()
    assert checked_marks(with_all([])) == {}


def test_it_fits_nothing_where_the_mark_is_gone() -> None:
    check = right(specimen(), "q-serve")
    without = msgspec.structs.replace(specimen(), quotes=())
    assert [c.fits for c in with_all([check], without).corrections] == [False]
    assert checked_marks(with_all([check], without)) == {}
    gone = msgspec.structs.replace(check, what="marks/q-none/checked")
    assert [c.fits for c in with_all([gone]).corrections] == [False]


def changed(things: str, number: int, **changes: Any) -> Record:
    items = list(getattr(specimen(), things))
    items[number] = msgspec.structs.replace(items[number], **changes)
    return msgspec.structs.replace(specimen(), **{things: tuple(items)})


@pytest.mark.parametrize(("mark", "other"), [
    ("q-serve", changed("quotes", 0, speaker="drivers-union")),
    ("q-serve", changed("quotes", 0, kind="mixed")),
    ("e-open", changed("events", 0, earliest="2026-03-01")),
    ("e-open", changed("events", 0, status="planned")),
    ("e-open", changed("events", 0, actors=())),
    ("m-35-43", changed("actors", 0, kind="group")),
    ("d-69-75", changed("timexes", 0, value="2026-03-09")),
    (TONE, changed("tones", 1, label="positive")),
])  # fmt: skip
def test_a_new_reading_that_tells_something_else_was_not_checked(mark: str, other: Record) -> None:
    check = right(specimen(), mark)
    record = with_all([check], other)
    assert [c.fits for c in record.corrections] == [False] and checked_marks(record) == {}
    sure = with_all([check], changed("quotes", 1, confidence=0.99))
    assert list(checked_marks(sure)) == [mark], "what it tells is the same, however sure it is"


def test_a_check_does_not_outlive_a_later_correction_of_what_was_checked() -> None:
    plain = specimen()
    checks = [right(plain, "q-serve"), right(plain, "q-promise")]
    merge = made(with_all(checks), "actors/drivers-union/into", "ida-berg", by="Ben")
    assert list(checked_marks(with_all([*checks, merge]))) == ["q-serve"]


def test_what_a_reader_corrected_or_added_is_done_too() -> None:
    plain = specimen()
    speaker = made(plain, "quotes/q-promise/speaker", "ida-berg", by="Ben")
    kind = made(plain, "actors/ida-berg/kind", "group", by="Ben")
    whose = made(plain, "mentions/161-163/actor", "ida-berg", by="Ben")
    extra = made(
        plain, "events/r-1/added", {"start": 44, "end": 50, "summary": "Berg opened it", "actors": ["ida-berg"]}
    )
    record = with_all([right(plain, "e-open"), speaker, kind, whose, extra])
    done = done_items(record, rank_items(record))
    # The mention that was given to another is sure now: no item any more.
    assert "m-161-163" not in {i.mark for i in rank_items(record)}
    assert {mark: e.by for mark, e in done.items()} == {
        "e-open": "Ana", "q-promise": "Ben", "m-35-43": "Ben", "r-1": "Ana"
    }  # fmt: skip


def test_progress_counts_people_apart_and_says_who_and_when_last() -> None:
    plain = specimen()
    people = [i.mark for i in rank_items(plain) if i.names_person]
    assert sorted(people) == sorted(["e-lower", "e-open", "m-35-43", "q-serve", TONE])
    nothing = review_progress(plain)
    assert (nothing.done, nothing.total, nothing.people_done, nothing.people_total) == (0, 11, 0, 5)
    assert (nothing.by, nothing.last, nothing.checked) == ((), None, False)
    days = {mark: f"2026-03-0{n}T10:00:00+00:00" for n, mark in enumerate(people, 1)}
    edits = [right(plain, m, by="Ben" if m == people[1] else "Ana", at=days[m]) for m in people]
    other = right(plain, "q-promise", by="Cy", at="2026-03-09T10:00:00+00:00")
    found = review_progress(with_all([*edits, other]))
    assert (found.done, found.people_done, found.people_total) == (6, 5, 5)
    assert (found.by, found.last, found.checked) == (("Ana", "Ben"), days[people[4]], True)


@pytest.mark.parametrize("before", [b"5", b"[]", b'{"x":1}', b"not json", b'"x"'])
def test_a_check_stored_in_another_shape_counts_for_nothing(before: bytes) -> None:
    odd = msgspec.structs.replace(right(specimen(), "q-serve"), before=msgspec.Raw(before))
    record = with_all([odd])
    assert [c.fits for c in record.corrections] == [False] and review_progress(record).done == 0
