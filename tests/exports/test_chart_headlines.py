"""The sentence above each chart, for every number of acts, voices and attitudes."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from components.domain.record import Record, Tone
from components.exports.chart_headlines import (
    actors_headline,
    quotes_headline,
    references_headline,
    sentiment_headline,
    silent_actors,
    silent_actors_headline,
)
from tests.specimen import mention, span, specimen

RECORD = specimen()
BERG, UNION = RECORD.actors


def test_who_comes_first_and_acts_most() -> None:
    alone = msgspec.structs.replace(RECORD, actors=(BERG,), relations=())
    assert actors_headline(alone) == "Ida Berg comes first"
    act = RECORD.relations[0]
    twice = msgspec.structs.replace(RECORD, relations=(act, act))
    first = "Ida Berg and Drivers’ Union come first"
    assert actors_headline(twice) == f"{first}; Drivers’ Union acts on Ida Berg most, in 2 ways"
    goes_on = msgspec.structs.replace(RECORD, relations=(act, msgspec.structs.replace(act, status="ongoing")))
    assert actors_headline(goes_on) == actors_headline(twice)
    on_itself = msgspec.structs.replace(act, patient=act.agent)
    for relations in ((act,), (on_itself, on_itself), (msgspec.structs.replace(act, agent="gone"),) * 2):
        record = msgspec.structs.replace(RECORD, relations=relations)
        assert actors_headline(record) == first


@pytest.mark.parametrize("status", ["not so", "denied", "claimed", "planned", "possible"])
def test_what_is_not_told_as_done_is_no_act(status: str) -> None:
    act = msgspec.structs.replace(RECORD.relations[0], status=status)
    record = msgspec.structs.replace(RECORD, relations=(act,) * 3)
    assert actors_headline(record) == "Ida Berg and Drivers’ Union come first"


def silenced(**changes: Any) -> Record:
    return msgspec.structs.replace(RECORD, quotes=RECORD.quotes[1:], **changes)


@pytest.mark.parametrize(("changes", "silent"), [
    ({}, True), ({"kind": "place"}, False), ({"kind": "group"}, True), ({"kind": "organisation"}, True),
    ({"mentions": (mention("Ida Berg"),)}, False), ({"mentions": (mention("Ida Berg"), mention("Berg", nth=2))}, True),
    ({"mentions": tuple(mention(w, "nominal") for w in ("Mayor", "bridge", "Arden"))}, True),
    ({"mentions": tuple(mention(w, "nominal") for w in ("Mayor", "bridge"))}, False),
    ({"kind": "group", "mentions": tuple(mention(w, "nominal") for w in ("Mayor", "bridge", "Arden"))}, False),
])  # fmt: skip
def test_who_is_talked_about_and_never_heard(changes: dict[str, Any], silent: bool) -> None:
    record = silenced(actors=(msgspec.structs.replace(BERG, **changes), UNION))
    assert bool(silent_actors(record)) is silent


def test_whoever_speaks_through_others_is_heard() -> None:
    record = silenced(actors=(BERG, msgspec.structs.replace(UNION, of=BERG.id)))
    assert silent_actors(record) == []


def test_of_many_silent_ones_six_are_named() -> None:
    crowd = tuple(msgspec.structs.replace(BERG, id=f"a{n}", name=f"N{n}") for n in range(8))
    record = silenced(actors=(*crowd[:6], UNION))
    assert silent_actors_headline(record) == "Talked about but never heard: N0, N1, N2, N3, N4, N5."
    record = silenced(actors=(*crowd[:7], UNION))
    assert silent_actors_headline(record).endswith("N5 and 1 other.")
    record = silenced(actors=(*crowd, UNION))
    assert silent_actors_headline(record).endswith("N5 and 2 others.")
    assert silent_actors_headline(msgspec.structs.replace(record, quotes=())) == ""


@pytest.mark.parametrize(("left", "sentence"), [
    (0, "2 pronouns joined to an actor, none left open."),
    (1, "1 of 3 pronouns (33%) left open: whom they mean is a coin toss."),
    (2, "2 of 4 pronouns (50%) left open: whom they mean is a coin toss."),
])  # fmt: skip
def test_the_share_of_pronouns_left_open(left: int, sentence: str) -> None:
    assert references_headline(msgspec.structs.replace(RECORD, left_open=(span("our"),) * left)) == sentence


def test_whose_words_are_most_is_said_where_enough_is_quoted() -> None:
    direct, indirect = RECORD.quotes
    long = " ".join(["word"] * 60)
    text = f"{RECORD.text} {long} {long}"
    start = len(RECORD.text) + 1
    parts = ((start, start + len(long)), (start + len(long) + 1, start + 2 * len(long) + 1))
    quotes = (
        msgspec.structs.replace(direct, content=(parts[0],)),
        msgspec.structs.replace(direct, id="b", content=(parts[1],)),
        msgspec.structs.replace(indirect, content=(parts[1],), kind="direct"),
    )
    headline = quotes_headline(msgspec.structs.replace(RECORD, text=text, quotes=quotes))
    assert headline == "3 full quotes; 67 % of the quoted words are from Ida Berg"
    assert quotes_headline(msgspec.structs.replace(RECORD, quotes=())) == "No quotes"


WRITERS, UNIONS = RECORD.tones
PRAISE = msgspec.structs.replace(UNIONS, label="positive", voice="writer", start=10)
SAME = msgspec.structs.replace(UNIONS, end=UNIONS.end - 1)
LATER = msgspec.structs.replace(UNIONS, start=UNIONS.start + 1)
BACK = msgspec.structs.replace(UNIONS, voice="ida-berg", target="drivers-union", start=240)
NOBODY = "No attitude of anybody to anybody is sure enough to tell"  # the specimen has one that isn't


@pytest.mark.parametrize(("tones", "sentence"), [
    ((), NOBODY), ((msgspec.structs.replace(UNIONS, label="neutral"),), NOBODY),
    ((msgspec.structs.replace(UNIONS, target=None),), NOBODY),
    ((UNIONS,), "Drivers’ Union speaks ill of Ida Berg"),
    ((UNIONS, SAME), "Drivers’ Union speaks ill of Ida Berg"),
    ((UNIONS, LATER), "Drivers’ Union speaks ill of Ida Berg in two sentences"),
    ((PRAISE,), "The writer speaks well of Ida Berg"),
    ((UNIONS, PRAISE), "The writer speaks well of Ida Berg; Drivers’ Union speaks ill of Ida Berg"),
    ((PRAISE, UNIONS, LATER),
     "Drivers’ Union speaks ill of Ida Berg in two sentences; the writer speaks well of Ida Berg"),
    ((PRAISE, WRITERS, UNIONS), "The writer speaks well of Ida Berg; the writer speaks ill of Drivers’ Union; "
                                "1 more such pair"),
    ((PRAISE, WRITERS, UNIONS, BACK), "The writer speaks well of Ida Berg; the writer speaks ill of Drivers’ Union; "
                                      "2 more such pairs"),
    ((msgspec.structs.replace(UNIONS, voice="unknown"),), "Somebody speaks ill of Ida Berg"),
    ((msgspec.structs.replace(UNIONS, voice="gone", target="gone"),), "Somebody speaks ill of an actor"),
])  # fmt: skip
def test_who_speaks_well_or_ill_of_whom_the_most_often_first(tones: tuple[Tone, ...], sentence: str) -> None:
    assert sentiment_headline(msgspec.structs.replace(RECORD, tones=tones)) == sentence


def test_that_nobody_judges_anybody_is_said_only_where_nothing_is_unsure() -> None:
    none = msgspec.structs.replace(RECORD, tones=(), unsure=())
    assert sentiment_headline(none) == "Nobody was found to speak well or ill of anybody here"


@pytest.mark.parametrize(("kind", "verb"), [("group", "speak"), ("organisation", "speaks"), ("place", "speaks")])
def test_a_group_speaks_in_the_plural(kind: str, verb: str) -> None:
    union = msgspec.structs.replace(UNION, name="Drivers", kind=kind)
    record = msgspec.structs.replace(RECORD, actors=(BERG, union), tones=(UNIONS, LATER, BACK))
    assert sentiment_headline(record) == (
        f"Drivers {verb} ill of Ida Berg in two sentences; Ida Berg speaks ill of Drivers"
    )


def test_only_some_attitudes_may_be_told_of() -> None:
    assert sentiment_headline(RECORD) == (
        "The writer speaks ill of Drivers’ Union; Drivers’ Union speaks ill of Ida Berg"
    )
    assert sentiment_headline(RECORD, [UNIONS]) == "Drivers’ Union speaks ill of Ida Berg"
    assert sentiment_headline(RECORD, []) == NOBODY
