"""What is computed of a whole record is computed once, and never taken for another record's."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest

from components.domain import allegations as module
from components.domain.allegations import allegations
from components.domain.clickable_marks import marks_of
from components.domain.once_per_record import once_per_record, take_results
from components.domain.record import Record, from_json, to_json
from tests.court_story import court_story
from tests.specimen import specimen


def test_a_result_is_computed_once_by_its_arguments() -> None:
    asked = []

    @once_per_record
    def words(record: Record, lead: str, *, more: str = "") -> str:
        asked.append(lead + more)
        return lead + more + record.title

    record = specimen()
    for _ in range(2):
        assert words(record, "a ") == f"a {record.title}" and words(record, "b ") == f"b {record.title}"
        assert words(record, "a ", more="c ") == f"a c {record.title}"
    assert asked == ["a ", "b ", "a c "]


def test_what_several_ask_for_at_once_is_computed_once_and_may_ask_for_more() -> None:
    asked: list[str] = []
    first, second = specimen(), specimen()
    take_results(second, first)

    @once_per_record
    def title(record: Record) -> str:
        asked.append("title")
        time.sleep(0.05)
        return record.title

    @once_per_record
    def shouted(record: Record) -> str:
        asked.append("shouted")
        return title(record).upper()

    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(shouted, [first, second] * 3))
    assert set(found) == {first.title.upper()} and sorted(asked) == ["shouted", "title"]


def test_another_record_has_results_of_its_own() -> None:
    record = specimen()
    assert marks_of(record)
    bare = msgspec.structs.replace(record, events=(), quotes=())
    assert set(marks_of(bare)) < set(marks_of(record))


def test_results_are_no_part_of_a_record() -> None:
    record, other = specimen(), specimen()
    before = to_json(record)
    assert marks_of(record)
    assert record == other and to_json(record) == before and from_json(before) == record


def test_a_record_takes_what_was_computed_of_another_one(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = court_story(), court_story()
    found = allegations(first)
    monkeypatch.setattr(module, "Ground", None)
    take_results(second, first)
    assert found and allegations(second) == found


def test_marks_can_not_be_changed() -> None:
    with pytest.raises(TypeError):
        marks_of(specimen())["x"] = next(iter(marks_of(specimen()).values()))  # type: ignore[index]


def test_whoever_changes_a_list_of_claims_changes_their_own() -> None:
    record = court_story()
    allegations(record).clear()
    assert allegations(record)
