"""One time expression that doesn't fit the text goes alone; what names others by their place still names the same."""

from __future__ import annotations

import msgspec
import pytest

from components.collection.comparison.sound_records import sound
from components.domain.record import Event, Record, Timex, UnsureEvent
from tests.collection.comparison.made import at, record

TEXT = "On 2 March it fell. A day later they came. A week after that it was built. Nobody came in May."
WORDS = ("2 March", "A day later", "A week after that", "May")
ANCHORS = (None, 0, 1, "dateline")


def _record(bad: int, span: tuple[int, int]) -> Record:
    """Four time expressions, each but the first counted from another, an event of each; one of them is bad."""
    timexes = [
        Timex(start=at(TEXT, w)[0], end=at(TEXT, w)[1], type="DATE", value=w, rule="by hand", anchor=anchor)  # type: ignore[arg-type]
        for w, anchor in zip(WORDS, ANCHORS, strict=True)
    ]
    timexes[bad] = msgspec.structs.replace(timexes[bad], start=span[0], end=span[1])
    events = tuple(
        Event(id=f"e-{n}", start=0, end=9, trigger=(0, 2), kind="action", summary="x", timex=n) for n in range(4)
    )
    unsure = tuple(
        UnsureEvent(id=f"u-{n}", start=0, end=9, trigger=(0, 2), event_kind="action", summary="x", timex=n, why="x")
        for n in range(4)
    )
    return msgspec.structs.replace(record("a", TEXT), timexes=tuple(timexes), events=events, unsure=unsure)


@pytest.mark.parametrize("span", [(9_000, 9_009), (-5, 2), (7, 7), (9, 3)])
@pytest.mark.parametrize("bad", range(4))
def test_what_names_time_expressions_by_place_names_the_same_without_a_bad_one(
    bad: int, span: tuple[int, int]
) -> None:  # fmt: skip
    found = sound(_record(bad, span))
    rest = [w for n, w in enumerate(WORDS) if n != bad]
    assert [t.value for t in found.timexes] == rest

    def named(place: object) -> str | None:
        return found.timexes[place].value if isinstance(place, int) else None

    events = {e.id: named(e.timex) for e in (*found.events, *found.unsure) if isinstance(e, Event | UnsureEvent)}
    assert events == {f"{kind}-{n}": None if n == bad else w for kind in "eu" for n, w in enumerate(WORDS)}
    anchors = {t.value: named(t.anchor) for t in found.timexes}
    counted_from = {
        w: WORDS[a] if isinstance(a, int) and a != bad else None for w, a in zip(WORDS, ANCHORS, strict=True)
    }
    assert anchors == {w: counted_from[w] for w in rest}
    assert all(t.anchor == "dateline" for t in found.timexes if t.value == "May")


@pytest.mark.parametrize("place", [4, 10**7, -1])
def test_a_place_beyond_the_list_names_nothing(place: int) -> None:
    made = _record(0, at(TEXT, WORDS[0]))
    events = (msgspec.structs.replace(made.events[0], timex=place),)
    timexes = (*made.timexes[:3], msgspec.structs.replace(made.timexes[3], anchor=place))
    found = sound(msgspec.structs.replace(made, events=events, timexes=timexes))
    assert found.events[0].timex is None and found.timexes[3].anchor is None
