"""What a reporter should check, kind by kind, and what needs no check."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from components.domain.clickable_marks import marks_of
from components.domain.record import Record
from components.exports.items_to_check import FAR, MOST_MENTIONS, checks_table, items_to_check
from components.exports.newsroom_words import (
    confidence_words,
    date_known,
    date_words,
    precision_of,
    source_kind,
    source_words,
    who_spoke,
)
from tests.specimen import mention, span, specimen

RECORD = specimen()


def sound() -> Record:
    """The specimen with nothing in it that has to be checked."""
    union = msgspec.structs.replace(RECORD.actors[1], mentions=RECORD.actors[1].mentions[:1])
    promise = msgspec.structs.replace(RECORD.quotes[1], confidence=0.9)
    return msgspec.structs.replace(RECORD, actors=(RECORD.actors[0], union), quotes=(RECORD.quotes[0], promise))


def with_one(things: str, number: int, **changes: Any) -> Record:
    record = sound()
    items = list(getattr(record, things))
    items[number] = msgspec.structs.replace(items[number], **changes)
    return msgspec.structs.replace(record, **{things: tuple(items)})


def test_what_is_sound_needs_no_check() -> None:
    assert items_to_check(sound()) == []


QUOTE, AT = RECORD.quotes[0], RECORD.quotes[0].content[0]


@pytest.mark.parametrize(("things", "number", "changes", "found"), [
    ("quotes", 0, {"source": None}, [("q-serve", "a quote of nobody named")]),
    ("quotes", 0, {"source": None, "kind": "scare"}, []),
    ("quotes", 0, {"source_type": "anonymous"}, [("q-serve", "an unnamed source")]),
    ("quotes", 0, {"confidence": 0.54}, [("q-serve", "who said it is unsure")]),
    ("quotes", 0, {"confidence": 0.55}, []),
    ("quotes", 0, {"confidence": 0.3, "kind": "scare"}, []),
    ("quotes", 0, {"source": (AT[1] + FAR + 1, AT[1] + FAR + 4)},
     [("q-serve", "the speaker stands far from the quote")]),
    ("quotes", 0, {"source": (AT[1] + FAR, AT[1] + FAR + 4)}, []),
    ("timexes", 0, {"value": "XXXX-WXX-1"}, [("d-69-75", "a date that can't be placed")]),
    ("timexes", 0, {"value": "XXXX-WXX-1", "type": "SET"}, []),
    ("timexes", 0, {"confidence": 0.5}, [("d-69-75", "a date read with doubt")]),
    ("timexes", 0, {"confidence": 0.55}, []),
    ("events", 0, {"confidence": 0.5}, [("e-open", "an event's date is unsure")]),
    ("events", 0, {"confidence": 0.55}, []),
    ("events", 0, {"confidence": 0.5, "kind": "reporting"}, []),
    ("events", 1, {"confidence": 0.5}, []),
    ("events", 0, {"perhaps_same": "e-lower"}, [("e-open", "perhaps another event told again")]),
    ("events", 3, {"denies": "e-open"}, [("e-open", "told by one, denied by another"),
                                         ("e-lower", "told by one, denied by another")]),
])  # fmt: skip
def test_what_is_unsure_is_listed_with_why(
    things: str, number: int, changes: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    assert [(c.mark, c.why) for c in items_to_check(with_one(things, number, **changes))] == found


def test_a_far_speaker_may_stand_before_the_quote_too() -> None:
    quote = msgspec.structs.replace(QUOTE, content=((FAR + 20, FAR + 30), (FAR + 50, FAR + 60)), source=(0, 19))
    record = msgspec.structs.replace(sound(), quotes=(quote,))
    assert [c.why for c in items_to_check(record)] == ["the speaker stands far from the quote"]
    near = msgspec.structs.replace(quote, source=(0, 20))
    assert items_to_check(msgspec.structs.replace(sound(), quotes=(near,))) == []


def test_of_many_unsure_mentions_the_least_sure_are_listed_in_text_order() -> None:
    words = [msgspec.structs.replace(mention("Ida Berg"), start=n, end=n + 1, confidence=0.5 - n / 1000)
             for n in range(MOST_MENTIONS + 2)]  # fmt: skip
    crowd = msgspec.structs.replace(RECORD.actors[0], mentions=tuple(words))
    found = items_to_check(msgspec.structs.replace(sound(), actors=(crowd,)))
    assert [c.start for c in found] == list(range(2, MOST_MENTIONS + 2))
    assert {c.why for c in found} == {"who is meant is unsure"}


def test_the_list_stands_in_the_order_of_the_text_with_the_words() -> None:
    record = RECORD
    assert checks_table(record, items_to_check(record)).to_numpy().tolist() == [
        ["m-161-163", "who is meant is unsure", "It"],
        ["q-promise", "who said it is unsure", "that the city had broken a promise in 2019"],
    ]


@pytest.mark.parametrize(("text", "listed"), [
    ("“It goes on,” she said.", False), ("“It never ends, she said.", True), ("It ends,” she said.", False),
])  # fmt: skip
def test_a_mark_that_opens_and_never_closes(text: str, listed: bool) -> None:
    sentence = msgspec.structs.replace(RECORD.sentences[0], start=0, end=len(text), paragraph=0, heading=False)
    bare = msgspec.structs.replace(
        RECORD, text=text, sentences=(sentence,), tones=(), unsure=(), events=(), quotes=(), actors=(), timexes=()
    )
    found = [(c.mark, c.why, c.start, c.end) for c in items_to_check(bare)]
    assert found == ([(f"s-0-{len(text)}", "a quotation mark doesn't close", 0, len(text))] if listed else [])
    assert {mark for mark, *_ in found} <= set(marks_of(bare))


def test_a_mark_that_never_closes_leads_to_its_own_sentence() -> None:
    text = RECORD.text.replace("grandchildren,”", "grandchildren, ")
    stray = msgspec.structs.replace(sound(), text=text)
    (item,) = items_to_check(stray)
    assert (item.mark, item.start, item.end) == ("s-77-121", 77, 121)
    assert marks_of(stray)[item.mark].item == RECORD.sentences[2]


def test_a_quote_over_paragraphs_opens_each_of_them() -> None:
    text = "“It begins here.\n\n“It ends here,” she said."
    cut = text.index("\n")
    first = msgspec.structs.replace(RECORD.sentences[0], start=0, end=cut, paragraph=0, heading=False)
    second = msgspec.structs.replace(first, start=cut + 2, end=len(text), paragraph=1)
    bare = msgspec.structs.replace(
        RECORD, text=text, sentences=(first, second), events=(), quotes=(), actors=(), timexes=()
    )
    assert items_to_check(bare) == []
    plain = text.replace("\n\n“", "\n\n ")
    assert [c.mark for c in items_to_check(msgspec.structs.replace(bare, text=plain))] == [f"s-0-{cut}"]


@pytest.mark.parametrize(("confidence", "words"), [(1, "sure"), (0.8, "sure"), (0.79, "likely"), (0.55, "likely"),
                                                   (0.54, "check"), (0, "check")])  # fmt: skip
def test_confidence_in_words(confidence: float, words: str) -> None:
    assert confidence_words(confidence) == words


@pytest.mark.parametrize(("earliest", "latest", "kind"), [
    (None, None, "none"), ("2026-01-01", None, "open"), (None, "2026-01-01", "open"),
    ("2026-01-01", "2026-01-01", "day"), ("2026-01-01", "2026-01-02", "longer"),
    ("2026-01-01T10:00", "2026-01-01T12:00", "day"),
])  # fmt: skip
def test_how_exactly_an_event_is_dated(earliest: str | None, latest: str | None, kind: str) -> None:
    event = msgspec.structs.replace(RECORD.events[0], earliest=earliest, latest=latest)
    assert precision_of(event) == kind


def test_words_of_names_days_and_sources() -> None:
    assert date_words("2026-01-03") == "3 January 2026"
    assert date_known(RECORD, RECORD.events[0]) == "counted from another date"
    unnamed = msgspec.structs.replace(QUOTE, source_type="anonymous")
    assert source_kind(RECORD, unnamed) == "unnamed source, no reason given"
    reason = msgspec.structs.replace(unnamed, anonymity=span("the toll"))
    assert source_kind(RECORD, reason) == "unnamed source, “the toll”"
    assert source_words(RECORD, QUOTE) == "she"
    assert source_words(RECORD, msgspec.structs.replace(QUOTE, source=None)) == ""
    assert who_spoke(RECORD, msgspec.structs.replace(QUOTE, speaker="gone")) == "she"
