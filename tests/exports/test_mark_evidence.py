"""What the panel says of a mark: what it is, who tells it, why, how sure."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from components.charts.chart_style import tone_colour
from components.domain.clickable_marks import marks_of, tone_id
from components.domain.record import Correction, PageSpan, Record
from components.exports.mark_evidence import (
    checked_words,
    heading_words,
    highlights,
    kind_words,
    passage,
    retellings,
    why_lines,
)
from tests.specimen import span, specimen

RECORD = specimen()

KINDS = {
    "e-open": "Event · Happened · 2 March 2026",
    "e-reject": "Event · Happened · no date in the text",
    "e-broken": "Event · Claimed by Drivers’ Union · 2019",
    "e-lower": "Event · Could happen · from 2027 on",
    "q-serve": "Full quote · Ida Berg · named",
    "q-promise": "Paraphrase · Drivers’ Union · named · reported as a claim",
    "m-112-115": "Ida Berg · by pronoun",
    "d-210-214": "Date · 2019",
    "t-123-writer-drivers-union": "The writer on Drivers’ Union · against",
    "t-161-drivers-union-ida-berg": "Drivers’ Union on Ida Berg · against",
    "t-216-ida-berg-drivers-union": "Ida Berg on Drivers’ Union · for · too unsure to tell",
    "w-55-58": "Loaded word · in the writer’s own voice",
    "s-77-121": "Sentence",
    "r-123-drivers-union-ida-berg": "Drivers’ Union → Ida Berg",
}
HEADINGS = {
    "e-open": "Berg opened the new bridge", "m-112-115": "Ida Berg, Mayor", "m-161-163": "Drivers’ Union",
    "r-123-drivers-union-ida-berg": "reject", "q-serve": "", "d-210-214": "", "t-161-drivers-union-ida-berg": "",
    "t-216-ida-berg-drivers-union": "", "w-55-58": "", "s-77-121": "",
}  # fmt: skip
WHYS = {
    "q-promise": "Why: a reporting verb and the clause it reports. How sure: check.",
    "d-69-75": "Why: by hand. Counted from the article date, set by hand. How sure: sure.",
    "d-210-214": "Why: by hand. How sure: sure.",
    "t-123-writer-drivers-union": "Why: by hand. How sure: likely.",
    "t-161-drivers-union-ida-berg": "Why: by hand. How sure: sure.",
    "t-216-ida-berg-drivers-union": "Why: by hand. Not told, as it is too unlikely. How sure: check.",
    "w-55-58": "Why: a word that flatters.",
    "s-77-121": "",
    "r-123-drivers-union-ida-berg": "Why: who does what in this clause. Happened, told by the writer. How sure: sure.",
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
    assert " ".join(why_lines(RECORD, marks_of(RECORD)[mark])) == words


ACT = "r-123-drivers-union-ida-berg"


def of_act(**changes: Any) -> Record:
    return msgspec.structs.replace(RECORD, relations=(msgspec.structs.replace(RECORD.relations[0], **changes),))


@pytest.mark.parametrize(("changes", "words"), [
    ({}, "reject"), ({"status": "ongoing"}, "reject"), ({"negated": True}, "not reject"),
    ({"status": "not so"}, "not reject"), ({"status": "not so", "negated": True}, "not reject"),
    ({"status": "denied"}, "reject (denied)"), ({"status": "claimed"}, "reject (claimed)"),
    ({"status": "planned"}, "reject (planned)"), ({"status": "planned", "negated": True}, "not reject (planned)"),
    ({"status": "possible"}, "reject (could happen)"),
])  # fmt: skip
def test_what_is_not_done_is_said(changes: dict[str, Any], words: str) -> None:
    record = of_act(**changes)
    assert heading_words(record, marks_of(record)[ACT]) == words


@pytest.mark.parametrize(("changes", "words"), [
    ({"status": "not so"}, "Not so, told by the writer. How sure: sure."),
    ({"status": "denied", "voice": "ida-berg"}, "Denied, told by Ida Berg. How sure: sure."),
    ({"status": "claimed", "voice": "unknown"}, "Claimed, told by somebody. How sure: sure."),
    ({"status": "claimed", "voice": "gone"}, "Claimed, told by somebody. How sure: sure."),
    ({"status": "ongoing", "confidence": 0.6}, "Under way, told by the writer. How sure: likely."),
    ({"confidence": 0.4}, "Happened, told by the writer. How sure: check."),
])  # fmt: skip
def test_of_an_act_it_is_said_whether_it_happened_and_who_tells_it(changes: dict[str, Any], words: str) -> None:
    record = of_act(**changes)
    assert " ".join(why_lines(record, marks_of(record)[ACT])) == f"Why: who does what in this clause. {words}"


@pytest.mark.parametrize(("changes", "words"), [
    ({"voice": "writer", "status": "claimed"}, "Event · Claimed by It · 2019"),
    ({"voice": "writer", "status": "claimed", "quote": None}, "Event · Claimed, no source named · 2019"),
    ({"voice": "gone", "status": "happened"}, "Event · Happened, says somebody · 2019"),
    ({"voice": "writer", "status": "happened"}, "Event · Happened · 2019"),
])  # fmt: skip
def test_who_tells_an_event(changes: dict[str, Any], words: str) -> None:
    record = of_event(RECORD, "e-broken", **changes)
    assert kind_words(record, marks_of(record)["e-broken"]) == words


@pytest.mark.parametrize(("changes", "words"), [
    ({"label": "positive"}, "Drivers’ Union on Ida Berg · for"),
    ({"label": "neutral"}, "Drivers’ Union on Ida Berg · neutral"),
    ({"voice": "unknown", "holder": span("the city")}, "The city on Ida Berg · against"),
    ({"voice": "gone", "holder": span("a promise")}, "A promise on Ida Berg · against"),
    ({"voice": "unknown", "holder": None}, "Somebody on Ida Berg · against"),
    ({"voice": "writer", "holder": span("It", 2)}, "The writer on Ida Berg · against"),
    ({"target": "gone"}, "Drivers’ Union on an actor · against"),
])  # fmt: skip
def test_who_holds_an_attitude_to_whom(changes: dict[str, Any], words: str) -> None:
    tone = msgspec.structs.replace(RECORD.tones[1], **changes)
    record = msgspec.structs.replace(RECORD, tones=(tone,))
    assert kind_words(record, marks_of(record)[tone_id(tone)]) == words


def test_the_page_of_a_sentence_is_all_that_is_said_of_it() -> None:
    record = msgspec.structs.replace(RECORD, pages=(PageSpan(start=0, end=200, page=3),))
    marks = marks_of(record)
    assert " ".join(why_lines(record, marks["s-77-121"])) == "Page 3."
    assert " ".join(why_lines(record, marks["w-55-58"])) == "Why: a word that flatters. Page 3."


def test_a_claim_and_its_denial_name_each_other_and_who_tells_them() -> None:
    record = of_event(RECORD, "e-lower", denies="e-broken")
    marks = marks_of(record)
    assert "It denies “city had broken a promise”, told by Drivers’ Union." in " ".join(
        why_lines(record, marks["e-lower"])
    )
    assert "Denied by the writer: “Berg may lower the toll”." in " ".join(why_lines(record, marks["e-broken"]))
    assert "enie" not in " ".join(why_lines(record, marks["e-open"]))


def test_perhaps_the_same_is_said_where_the_other_is_there() -> None:
    record = of_event(of_event(RECORD, "e-lower", perhaps_same="e-open"), "e-reject", perhaps_same="gone")
    marks = marks_of(record)
    assert "Perhaps the same as “Berg opened the new bridge”." in " ".join(why_lines(record, marks["e-lower"]))
    assert "Perhaps" not in " ".join(why_lines(record, marks["e-reject"]))


def test_a_time_that_is_on_no_calendar_says_so() -> None:
    for kind, words in (("DURATION", "a length of time"), ("SET", "again and again"), ("DATE", "not on the calendar")):
        timex = msgspec.structs.replace(RECORD.timexes[1], type=kind, earliest=None, latest=None)
        record = msgspec.structs.replace(RECORD, timexes=(timex,))
        assert kind_words(record, marks_of(record)["d-210-214"]) == f"Date · {words}"


def layers(mark: str) -> list[tuple[str, str, str]]:
    """(words, role, colour) of what is marked of it, in text order."""
    found = highlights(RECORD, marks_of(RECORD)[mark], {"ida-berg": "#111111", "drivers-union": "#222222"})
    return [(RECORD.text[start:end], role, colour) for start, end, role, colour in sorted(found)]


def test_an_attitudes_sentence_shows_who_judges_and_by_which_words_in_its_colour() -> None:
    assert layers("t-161-drivers-union-ida-berg") == [
        ("It", "source", "#222222"), ("claimed", "evidence", tone_colour(-0.9)),
        ("broken", "evidence", tone_colour(-0.9)),
    ]  # fmt: skip
    assert layers("t-123-writer-drivers-union") == [
        ("The Drivers’ Union", "actor", "#222222"), ("rejected", "evidence", tone_colour(-0.65)),
    ]  # fmt: skip
    assert layers("t-216-ida-berg-drivers-union") == [
        ("Berg", "source", "#111111"), ("lower", "evidence", tone_colour(0.4)),
    ]  # fmt: skip
    assert layers("w-55-58") == [("new", "focus", "")]
    assert layers("s-77-121") == [("“It will serve our grandchildren,” she said.", "focus", "")]


@pytest.mark.parametrize(("mark", "lines"), [
    ("q-promise", ["Why: a reporting verb and the clause it reports.", "How sure: check."]),
    ("t-216-ida-berg-drivers-union", ["Why: by hand.", "Not told, as it is too unlikely.", "How sure: check."]),
    ("r-123-drivers-union-ida-berg", ["Why: who does what in this clause.", "Happened, told by the writer.",
                                      "How sure: sure."]),
    ("s-77-121", []),
])  # fmt: skip
def test_each_reason_is_a_line_of_its_own(mark: str, lines: list[str]) -> None:
    assert why_lines(RECORD, marks_of(RECORD)[mark]) == lines


def lit(mark: str, record: Record = RECORD) -> list[tuple[str, str, str]]:
    colours = {"ida-berg": "#111111", "drivers-union": "#222222"}
    found = highlights(record, marks_of(record)[mark], colours)
    return [(record.text[start:end], role, colour) for start, end, role, colour in found]


def test_a_picks_own_words_are_lit_by_what_they_are_to_it() -> None:
    assert lit("e-open") == [("opened", "focus", ""), ("Monday", "time", "")]
    assert lit("q-promise") == [
        ("that the city had broken a promise in 2019", "content", ""), ("claimed", "cue", ""),
        ("It", "source", "#222222"),
    ]  # fmt: skip
    blue = tone_colour(-0.9)
    assert {("claimed", "evidence", blue), ("broken", "evidence", blue)} <= set(lit("t-161-drivers-union-ida-berg"))


def test_the_passage_is_the_sentence_or_sentences_of_the_mark() -> None:
    marks = marks_of(RECORD)
    assert RECORD.text[slice(*passage(RECORD, marks["e-lower"]))] == "Berg may lower the toll next year."
    both = msgspec.structs.replace(RECORD.quotes[0], content=((span("opened")[0], span("grandchildren")[1]),))
    two = msgspec.structs.replace(RECORD, quotes=(both,))
    found = RECORD.text[slice(*passage(two, marks_of(two)["q-serve"]))]
    assert found.startswith("Mayor Ida Berg opened") and found.endswith("she said.")


def test_an_events_other_tellings_are_lit_too_and_nothing_else_has_any() -> None:
    again = of_event(RECORD, "e-open", mentions=(span("opened"), span("lower"), span("rejected")))
    assert retellings(marks_of(again)["e-open"]) == [span("lower"), span("rejected")]
    assert retellings(marks_of(RECORD)["e-open"]) == retellings(marks_of(RECORD)["q-serve"]) == []


def test_who_found_it_right_and_when() -> None:
    check = Correction(
        id="c", at="2026-03-04T09:30:00+00:00", by="Ana Ruiz", what="marks/e-open/checked", after=msgspec.Raw(b"true")
    )
    assert checked_words(check) == "Found right by Ana Ruiz on 4 March 2026."
