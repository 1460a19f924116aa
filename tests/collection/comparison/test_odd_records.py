"""Records that no pipeline should make are compared like any other: what can't be read of them is left out."""

from __future__ import annotations

import msgspec
import pytest

from components.collection.comparison import compare
from components.domain.record import Event, Quote, Record, Sentence, Timex, Tone
from components.exports.compare_event_rows import event_groups
from components.exports.compare_headline import finding, further
from components.exports.compare_labels import article_labels, version_labels
from components.exports.compare_lines import change_lines, fact_groups, headline_lines, headline_place, quote_lines
from components.exports.compare_lines import quotes_of_one as of_one
from components.exports.compare_rows import (
    actor_groups,
    attitude_groups,
    claim_groups,
    day_groups,
    heard_lines,
    voice_groups,
)
from components.exports.compare_texts import compared_text
from tests.collection.comparison.made import record
from tests.collection.comparison.test_shared import paper, wire

EMPTY = Quote(id="q-empty", kind="direct", content=(), speaker="peter-lund", rule="", confidence=1.0)
BEYOND = Quote(id="q-beyond", kind="direct", content=((9_000, 9_020),), source=(9_021, 9_030), rule="", confidence=1.0)


def day(value: str, start: int = 0, end: int = 5) -> Timex:
    return Timex(start=start, end=end, type="DATE", value=value, earliest=value, latest=value, rule="")


def event(value: str, start: int = 0, end: int = 5) -> Event:
    return Event(
        id=f"e-{value}-{start}", start=start, end=end, trigger=(start, end), kind="action", summary="Closed",
        earliest=value, latest=value, timex=0, basis="stated",
    )  # fmt: skip


ODD = {
    "no text": record("odd", ""),
    "no sentences": msgspec.structs.replace(paper(), id="odd", sentences=()),
    "no title": msgspec.structs.replace(paper(), id="odd", title="", outlet=None),
    "a quote without words": msgspec.structs.replace(paper(), id="odd", quotes=(EMPTY, *paper().quotes)),
    "a quote beyond the text": msgspec.structs.replace(paper(), id="odd", quotes=(BEYOND, *paper().quotes)),
    "an event beyond the text": msgspec.structs.replace(paper(), id="odd", events=(event("2026-03-02", 9_000, 9_009),)),
    "a timex beyond the text": msgspec.structs.replace(
        paper(), id="odd", timexes=(day("2026-03-02", 9_000, 9_009),), events=(event("2026-03-02"),)
    ),
    "a sentence beyond the text": msgspec.structs.replace(
        paper(), id="odd", sentences=(*paper().sentences, Sentence(start=9_000, end=9_009, paragraph=9))
    ),
    "a headline beyond the text": msgspec.structs.replace(paper(), id="odd", headline=(9_000, 9_009)),
    "a tone beyond the text": msgspec.structs.replace(
        paper(), id="odd", tones=(Tone(start=0, end=5, label="negative", score=-1.0, evidence=((9_000, 9_009),)),)
    ),
    "the first year": msgspec.structs.replace(
        paper(), id="odd", date="0001-01-01", timexes=(day("0001-01-01"),), events=(event("0001-01-01"),)
    ),
    "the last year": msgspec.structs.replace(
        paper(), id="odd", date="9999-12-31", timexes=(day("9999-12-31"),), events=(event("9999-12-31"),)
    ),
    "days that are none": msgspec.structs.replace(
        paper(), id="odd", date="2026-02-31", timexes=(day("2026-13-01"),), events=(event("2026-02-31"),)
    ),
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("versions", [False, True])
def test_what_is_odd_is_left_out_and_the_rest_is_told(odd: Record, versions: bool) -> None:
    records = [wire(), odd, msgspec.structs.replace(odd, id="twice")]
    found = compare(records, version_of={"odd": "wire"} if versions else None)
    labels = article_labels(records)
    if found.versions is not None:
        labels = version_labels(labels, found.versions)
    lines = [*quote_lines(found, labels), *headline_lines(records, labels), *change_lines(found, whole=True)]
    groups = [
        *fact_groups(found), *of_one(found, records, labels), *actor_groups(found, labels),
        *voice_groups(found, labels), *day_groups(found, labels), *event_groups(found, labels, found.events),
        *claim_groups(found, labels), *attitude_groups(found, labels),
    ]  # fmt: skip
    shown = [row.id for row in lines] + [row.id for group in groups for row in group.rows]
    texts = {r.id: r.text for r in records}
    for places in (*found.places().values(), *(headline_place(r) for r in records)):
        for place in places:
            assert all(0 <= start < end <= len(texts[place.article]) for start, end in place.spans)
    for one in records:
        assert compared_text(one, found.places(), shown, "content", bar="")["blocks"] is not None
    assert finding(found, records, labels) and isinstance(further(found, records, labels), list)
    assert len(heard_lines(found, labels)) == 3
    assert "Mary Jones" in {a.name for a in found.actors}


def test_a_text_without_sentences_is_compared_line_by_line() -> None:
    one = msgspec.structs.replace(wire(), sentences=())
    later = msgspec.structs.replace(one, id="later", text=one.text.replace("ferry", "tunnel"))
    found = compare([one, later]).versions
    assert found is not None and (found.count("changed"), found.count("kept")) == (1, 3)
