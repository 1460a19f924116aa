"""The review queue: what it holds, what stands first, and why."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from components.domain.clickable_marks import marks_of
from components.domain.record import Record
from components.domain.review_doubts import FAR
from components.domain.review_queue import RankedItem, rank_items
from tests.court_story import court_story
from tests.specimen import specimen

RECORD = specimen()
QUOTE, AT = RECORD.quotes[0], RECORD.quotes[0].content[0]


def with_one(things: str, number: int, **changes: Any) -> Record:
    items = list(getattr(RECORD, things))
    items[number] = msgspec.structs.replace(items[number], **changes)
    return msgspec.structs.replace(RECORD, **{things: tuple(items)})


def item(record: Record, mark: str) -> RankedItem:
    return next(i for i in rank_items(record) if i.mark == mark)


def place(record: Record, mark: str) -> int:
    return [i.mark for i in rank_items(record)].index(mark)


def test_it_holds_every_quote_event_attitude_first_actor_and_doubtful_mention_once() -> None:
    found = rank_items(RECORD)
    assert sorted((i.kind, i.mark) for i in found) == [
        ("actor", "m-123-141"), ("actor", "m-35-43"), ("event", "e-broken"), ("event", "e-lower"), ("event", "e-open"),
        ("event", "e-reject"), ("mention", "m-161-163"), ("quote", "q-promise"), ("quote", "q-serve"),
        ("tone", "t-123-writer-drivers-union"), ("tone", "t-161-drivers-union-ida-berg"),
    ]  # fmt: skip
    assert {i.mark for i in found} <= set(marks_of(RECORD))
    assert [i.risk for i in found] == sorted((i.risk for i in found), reverse=True)


def test_a_mark_of_two_doubts_is_one_item() -> None:
    doubtful = msgspec.structs.replace(RECORD.actors[1].mentions[0], confidence=0.4)
    record = with_one("actors", 1, mentions=(doubtful,))
    (found,) = [i for i in rank_items(record) if i.mark == "m-123-141"]
    assert found.kind == "actor" and "who is meant" in found.reasons


def test_an_accusation_of_a_named_person_comes_first_and_a_date_last() -> None:
    story = court_story()
    found = rank_items(story)
    first = {i.mark for i in found[:4]}
    assert {"e-bribes", "e-took"} <= first and all(item(story, m).accuses == ("lund",) for m in ("e-bribes", "e-took"))
    record = with_one("timexes", 0, value="XXXX-WXX-1", earliest=None, latest=None)
    assert item(record, "d-69-75").reasons == ("date not placed",)
    assert place(record, "d-69-75") > place(record, "t-161-drivers-union-ida-berg")
    assert place(record, "d-69-75") > place(record, "q-serve")


def test_the_same_doubt_weighs_more_where_a_person_is_named() -> None:
    person = item(with_one("quotes", 1, speaker="ida-berg"), "q-promise")
    union = item(RECORD, "q-promise")
    assert person.names_person and not union.names_person
    assert person.chance <= union.chance + 0.15 and person.risk > union.risk


@pytest.mark.parametrize(("mark", "names"), [
    ("e-open", True),  # she takes part
    ("q-serve", True),  # she speaks
    ("t-161-drivers-union-ida-berg", True),  # she is spoken of
    ("m-35-43", True), ("m-123-141", False), ("q-promise", False), ("t-123-writer-drivers-union", False),
    ("e-reject", False),
])  # fmt: skip
def test_what_names_a_person(mark: str, names: bool) -> None:
    assert item(RECORD, mark).names_person is names


def test_a_person_in_the_words_is_named_too() -> None:
    start, end = RECORD.actors[0].mentions[2].start, RECORD.actors[0].mentions[2].end
    record = with_one("quotes", 1, content=((start, end),), source=None, speaker=None)
    assert item(record, "q-promise").names_person and item(record, "q-promise").actors == ()


@pytest.mark.parametrize(("things", "number", "mark", "changes", "reason"), [
    ("quotes", 0, "q-serve", {"source": None, "speaker": None}, "nobody named"),
    ("quotes", 0, "q-serve", {"source_type": "anonymous"}, "unnamed source"),
    ("quotes", 0, "q-serve", {"confidence": 0.54}, "speaker unsure"),
    ("quotes", 0, "q-serve", {"source": None}, "speaker unsure"),
    ("quotes", 0, "q-serve", {"speaker": None}, "speaker open"),
    ("quotes", 0, "q-serve", {}, "speaker by pronoun"),
    ("quotes", 0, "q-serve", {"content": ((35, 60),)}, "speaker in own words"),
    ("quotes", 0, "q-serve", {"rule": "a quote that goes on from the speaker before"}, "speaker from before"),
    ("quotes", 0, "q-serve", {"source": (AT[1] + FAR + 1, AT[1] + FAR + 4)}, "speaker far"),
    ("events", 0, "e-open", {"confidence": 0.54}, "date unsure"),
    ("events", 0, "e-open", {}, "date counted"),
    ("events", 0, "e-open", {"precision": "month"}, "date vague"),
    ("events", 0, "e-open", {"perhaps_same": "e-lower"}, "told again"),
    ("events", 0, "e-open", {"status": "claimed"}, "claimed"),
    ("events", 0, "e-open", {"rule": "told as an aim or a wish"}, "no event"),
    ("events", 0, "e-open", {"quote": "q-promise"}, "told in doubt"),
    ("events", 3, "e-lower", {}, "may be"),
    ("events", 3, "e-lower", {"denies": "e-open"}, "told and denied"),
    ("timexes", 0, "d-69-75", {"confidence": 0.5}, "date doubtful"),
])  # fmt: skip
def test_each_doubt_is_told(things: str, number: int, mark: str, changes: dict[str, Any], reason: str) -> None:
    assert reason in item(with_one(things, number, **changes), mark).reasons


@pytest.mark.parametrize(("things", "number", "mark", "changes"), [
    ("timexes", 0, "d-69-75", {"value": "XXXX-WXX-1", "type": "SET"}),
    ("timexes", 0, "d-69-75", {"confidence": 0.55}),
    ("events", 0, "e-open", {"kind": "reporting"}),
    ("tones", 0, "t-123-writer-drivers-union", {"label": "neutral"}),
])  # fmt: skip
def test_what_is_sure_or_not_told_is_no_item(things: str, number: int, mark: str, changes: dict[str, Any]) -> None:
    assert mark not in {i.mark for i in rank_items(with_one(things, number, **changes))}


def test_a_far_speaker_may_stand_before_the_quote_too() -> None:
    quote = msgspec.structs.replace(QUOTE, content=((FAR + 20, FAR + 30), (FAR + 50, FAR + 60)), source=(0, 19))
    assert "speaker far" in item(msgspec.structs.replace(RECORD, quotes=(quote,)), "q-serve").reasons
    near = msgspec.structs.replace(quote, source=(0, 20))
    assert "speaker far" not in item(msgspec.structs.replace(RECORD, quotes=(near,)), "q-serve").reasons


def _bare(text: str, *sentences: tuple[int, int, int]) -> Record:
    """A record of a text with nothing but its sentences (start, end, paragraph)."""
    made = tuple(msgspec.structs.replace(RECORD.sentences[1], start=s, end=e, paragraph=p) for s, e, p in sentences)
    return msgspec.structs.replace(
        RECORD, text=text, sentences=made, tones=(), unsure=(), events=(), quotes=(), actors=(), timexes=(),
        relations=(), loaded=(),
    )  # fmt: skip


@pytest.mark.parametrize(("text", "listed"), [
    ("“It goes on,” she said.", False), ("“It never ends, she said.", True), ("It ends,” she said.", False),
])  # fmt: skip
def test_a_quotation_mark_that_opens_and_never_closes(text: str, listed: bool) -> None:
    found = rank_items(_bare(text, (0, len(text), 0)))
    assert [(i.mark, i.reasons) for i in found] == ([(f"s-0-{len(text)}", ("mark open",))] if listed else [])


def test_a_mark_that_never_closes_leads_to_its_own_sentence() -> None:
    stray = msgspec.structs.replace(RECORD, text=RECORD.text.replace("grandchildren,”", "grandchildren, "))
    assert [i.mark for i in rank_items(stray) if i.kind == "sentence"] == ["s-77-121"]


def test_a_quote_over_paragraphs_opens_each_of_them() -> None:
    text = "“It begins here.\n\n“It ends here,” she said."
    cut = text.index("\n")
    parts = ((0, cut, 0), (cut + 2, len(text), 1))
    assert rank_items(_bare(text, *parts)) == []
    assert [i.mark for i in rank_items(_bare(text.replace("\n\n“", "\n\n "), *parts))] == [f"s-0-{cut}"]
