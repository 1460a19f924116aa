"""What the panel says of a mark: what it is, who tells it, why, how sure."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from components.domain.clickable_marks import marks_of
from components.domain.record import Record
from components.exports.mark_evidence import context_blocks, heading_words, kind_words, why_words
from tests.specimen import span, specimen

RECORD = specimen()

KINDS = {
    "e-open": "Event · happened · 2 March 2026",
    "e-reject": "Event · happened · no date in the text",
    "e-broken": "Event · claimed · 2019 · told by Drivers’ Union",
    "e-lower": "Event · could happen · from 1 January 2027, end open",
    "q-serve": "Full quote · Ida Berg · named",
    "q-promise": "Paraphrase · Drivers’ Union · named · held at a distance",
    "m-112-115": "Ida Berg · by pronoun",
    "d-210-214": "Date · 2019",
    "t-123-writer-all": "Tone · critical · the writer on the sentence itself",
    "t-161-drivers-union-ida-berg": "Tone · critical · Drivers’ Union on Ida Berg",
    "r-123-drivers-union-ida-berg": "Drivers’ Union → Ida Berg",
}
HEADINGS = {
    "e-open": "Berg opened the new bridge", "m-112-115": "Ida Berg, Mayor", "m-161-163": "Drivers’ Union",
    "r-123-drivers-union-ida-berg": "reject", "q-serve": "", "d-210-214": "",
}  # fmt: skip
WHYS = {
    "q-promise": "Why: a reporting verb and the clause it reports. How sure: check.",
    "d-69-75": "Why: by hand. Counted from the article date, set by you. How sure: sure.",
    "d-210-214": "Why: by hand. How sure: sure.",
    "t-29-writer-all": "Why: by hand. No single word carries it. How sure: 100%.",
    "t-123-writer-all": "Why: by hand. How sure: 100%.",
    "r-123-drivers-union-ida-berg": "Why: who does what in this clause.",
}


def of_event(record: Record, identity: str, **changes: Any) -> Record:
    events = tuple(msgspec.structs.replace(e, **changes) if e.id == identity else e for e in record.events)
    return msgspec.structs.replace(record, events=events)


@pytest.mark.parametrize(("mark", "words"), KINDS.items())
def test_what_it_is(mark: str, words: str) -> None:
    assert kind_words(RECORD, marks_of(RECORD)[mark]) == words


@pytest.mark.parametrize(("mark", "words"), HEADINGS.items())
def test_what_it_says(mark: str, words: str) -> None:
    assert heading_words(RECORD, marks_of(RECORD)[mark]) == words


@pytest.mark.parametrize(("mark", "words"), WHYS.items())
def test_why_and_how_sure(mark: str, words: str) -> None:
    assert why_words(RECORD, marks_of(RECORD)[mark]) == words


def test_what_is_not_done_is_said() -> None:
    relation = msgspec.structs.replace(RECORD.relations[0], negated=True)
    record = msgspec.structs.replace(RECORD, relations=(relation,))
    assert heading_words(record, marks_of(record)["r-123-drivers-union-ida-berg"]) == "does not reject"


@pytest.mark.parametrize(("changes", "words"), [
    ({"voice": "writer", "status": "claimed"}, "Event · claimed · 2019 · told by It"),
    ({"voice": "writer", "status": "claimed", "quote": None}, "Event · claimed · 2019 · told by nobody named"),
    ({"voice": "gone", "status": "happened"}, "Event · happened · 2019 · told by somebody"),
    ({"voice": "writer", "status": "happened"}, "Event · happened · 2019"),
])  # fmt: skip
def test_who_tells_an_event(changes: dict[str, Any], words: str) -> None:
    record = of_event(RECORD, "e-broken", **changes)
    assert kind_words(record, marks_of(record)["e-broken"]) == words


def test_a_claim_and_its_denial_name_each_other_and_who_tells_them() -> None:
    record = of_event(RECORD, "e-lower", denies="e-broken")
    marks = marks_of(record)
    assert "It denies “city had broken a promise”, told by Drivers’ Union." in why_words(record, marks["e-lower"])
    assert "Denied by the writer: “Berg may lower the toll”." in why_words(record, marks["e-broken"])
    assert "enie" not in why_words(record, marks["e-open"])


def test_perhaps_the_same_is_said_where_the_other_is_there() -> None:
    record = of_event(of_event(RECORD, "e-lower", perhaps_same="e-open"), "e-reject", perhaps_same="gone")
    marks = marks_of(record)
    assert "Perhaps the same as “Berg opened the new bridge”." in why_words(record, marks["e-lower"])
    assert "Perhaps" not in why_words(record, marks["e-reject"])


def test_a_time_that_is_on_no_calendar_says_so() -> None:
    for kind, words in (("DURATION", "a length of time"), ("SET", "again and again"), ("DATE", "not on the calendar")):
        timex = msgspec.structs.replace(RECORD.timexes[1], type=kind, earliest=None, latest=None)
        record = msgspec.structs.replace(RECORD, timexes=(timex,))
        assert kind_words(record, marks_of(record)["d-210-214"]) == f"Date · {words}"


def test_the_sentence_stands_in_its_paragraph_with_what_is_around_it_dimmed() -> None:
    block = context_blocks(RECORD, marks_of(RECORD)["q-serve"], {"ida-berg": "#123456"})
    text = "".join(segment.text for segment in block.segments)
    assert text == RECORD.text[span("Mayor Ida")[0] : span("she said.")[1]]
    dimmed = "".join(s.text for s in block.segments if any(layer.name == "dim" for layer in s.layers))
    assert dimmed == "Mayor Ida Berg opened the new bridge on Monday. "


def test_doubtful_words_are_marked_where_they_are_in_sight() -> None:
    record = msgspec.structs.replace(RECORD, doubtful=(span("grandchildren"), span("toll")))
    block = context_blocks(record, marks_of(record)["q-serve"], {})
    doubtful = [s.text for s in block.segments if any(layer.name == "doubtful" for layer in s.layers)]
    assert doubtful == ["grandchildren"]
