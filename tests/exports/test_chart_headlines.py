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


def test_who_is_most_prominent() -> None:
    assert actors_headline(RECORD) == "Most prominent: Ida Berg and the Drivers’ Union"
    assert actors_headline(msgspec.structs.replace(RECORD, actors=(BERG,))) == "Most prominent: Ida Berg"
    assert actors_headline(msgspec.structs.replace(RECORD, actors=())) == "No actors were found in this text."


def test_nobody_without_a_name_is_most_prominent_beside_one_with_a_name() -> None:
    nameless = msgspec.structs.replace(
        UNION, name="company", mentions=(mention("The Drivers’ Union", "nominal"), mention("It", "pronoun", 2))
    )
    assert actors_headline(msgspec.structs.replace(RECORD, actors=(nameless, BERG))) == "Most prominent: Ida Berg"
    assert actors_headline(msgspec.structs.replace(RECORD, actors=(nameless,))) == "Most prominent: the company"


def test_of_one_actor_how_often_it_is_mentioned() -> None:
    assert actors_headline(RECORD, actor_id="ida-berg") == "Ida Berg is mentioned three times, two of them by name"
    union = "The Drivers’ Union is mentioned twice, once by name"
    assert actors_headline(RECORD, actor_id="drivers-union") == union


def silenced(**changes: Any) -> Record:
    return msgspec.structs.replace(RECORD, quotes=RECORD.quotes[1:], **changes)


@pytest.mark.parametrize(("changes", "silent"), [
    ({}, True), ({"kind": "place"}, False), ({"kind": "group"}, False), ({"kind": "organisation"}, False),
    ({"mentions": (mention("Ida Berg"),)}, False), ({"mentions": (mention("Ida Berg"), mention("Berg", nth=2))}, True),
    ({"mentions": tuple(mention(w, "nominal") for w in ("Mayor", "bridge", "Arden"))}, False),
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
    assert silent_actors_headline(record) == "Talked about but never heard: N0, N1, N2, N3, N4 and N5."
    record = silenced(actors=(*crowd[:7], UNION))
    assert silent_actors_headline(record).endswith("N5 and 1 other.")
    record = silenced(actors=(*crowd, UNION))
    assert silent_actors_headline(record).endswith("N5 and 2 others.")
    assert silent_actors_headline(msgspec.structs.replace(record, quotes=())) == ""


@pytest.mark.parametrize(("left", "sentence"), [
    (0, "2 pronouns joined to an actor, none left open."),
    (1, "1 of 3 pronouns (33%) left open: who is meant isn’t clear."),
    (2, "2 of 4 pronouns (50%) left open: who is meant isn’t clear."),
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
    assert headline == "Three full quotes; 67 % of the quoted words are from Ida Berg"
    assert quotes_headline(msgspec.structs.replace(RECORD, quotes=())) == "No quotes"
    even = msgspec.structs.replace(RECORD, text=text, quotes=quotes[1:])
    assert quotes_headline(even) == "Two full quotes"  # as many words of each: nobody leads


def test_of_one_actor_its_own_quotes_and_those_it_is_mentioned_in() -> None:
    assert quotes_headline(RECORD, actor_id="ida-berg") == "One full quote from Ida Berg"
    about = msgspec.structs.replace(UNION, mentions=(*UNION.mentions, mention("the city", "nominal")))
    record = msgspec.structs.replace(RECORD, actors=(BERG, about), quotes=(RECORD.quotes[0],))
    assert quotes_headline(record, actor_id="drivers-union") == "No quotes from the Drivers’ Union"
    city = msgspec.structs.replace(BERG, mentions=(*BERG.mentions, mention("the city", "nominal")))
    record = msgspec.structs.replace(RECORD, actors=(city, UNION))
    assert quotes_headline(record, actor_id="ida-berg") == (
        "One full quote from Ida Berg; Ida Berg is mentioned in one quote from others"
    )


def test_the_heading_says_which_quotes_of_the_list_it_does_not_count() -> None:
    scare = msgspec.structs.replace(RECORD.quotes[0], id="q-scare", kind="scare", speaker=None)
    record = msgspec.structs.replace(RECORD, quotes=(*RECORD.quotes, scare))
    assert quotes_headline(record).startswith("One full quote and one paraphrase, and one quoted word of nobody’s")
    heading = RECORD.sentences[0]
    above = msgspec.structs.replace(RECORD.quotes[0], id="q-head", content=((heading.start, heading.start + 5),))
    record = msgspec.structs.replace(RECORD, quotes=(*RECORD.quotes, above))
    assert quotes_headline(record).startswith("One full quote and one paraphrase, and one in the headline")
    own = quotes_headline(record, actor_id=above.speaker)
    assert own == "One full quote from Ida Berg, and one in the headline"
    assert quotes_headline(msgspec.structs.replace(RECORD, quotes=(above,))) == "No quotes but one in the headline"


UNIONS = RECORD.tones[1]
WRITERS = msgspec.structs.replace(RECORD.tones[0], confidence=0.9)
LIKELY = RECORD.tones[0]  # 0.65
PRAISE = msgspec.structs.replace(UNIONS, label="positive", voice="writer", start=10)
SAME = msgspec.structs.replace(UNIONS, end=UNIONS.end - 1)
LATER = msgspec.structs.replace(UNIONS, start=UNIONS.start + 1)
BACK = msgspec.structs.replace(UNIONS, voice="ida-berg", target="drivers-union", start=240)
OTHERS = msgspec.structs.replace(UNIONS, target="writer", start=UNIONS.start + 2)
NOBODY = "No attitude is sure enough to tell"  # the specimen has one that isn't
ILL = "The Drivers’ Union speaks ill of Ida Berg"


@pytest.mark.parametrize(("tones", "sentence"), [
    ((), NOBODY), ((msgspec.structs.replace(UNIONS, label="neutral"),), NOBODY),
    ((msgspec.structs.replace(UNIONS, target=None),), NOBODY),
    ((UNIONS,), ILL),
    ((UNIONS, SAME), ILL),
    ((UNIONS, LATER), f"{ILL} in two sentences"),
    ((PRAISE,), "The writer speaks well of Ida Berg"),
    ((UNIONS, PRAISE), "The writer speaks well of Ida Berg; the Drivers’ Union speaks ill of Ida Berg"),
    ((PRAISE, UNIONS, LATER), f"{ILL} in two sentences; the writer speaks well of Ida Berg"),
    ((PRAISE, WRITERS, UNIONS), "The writer speaks well of Ida Berg; the writer speaks ill of the Drivers’ Union; "
                                "one more attitude"),
    ((PRAISE, WRITERS, UNIONS, BACK), "The writer speaks well of Ida Berg; the writer speaks ill of the Drivers’ "
                                      "Union; two more attitudes"),
    ((msgspec.structs.replace(UNIONS, voice="unknown"),), "Somebody speaks ill of Ida Berg"),
    ((msgspec.structs.replace(UNIONS, voice="gone", target="gone"),), "Somebody speaks ill of an actor"),
    ((UNIONS, OTHERS), "The Drivers’ Union speaks ill of Ida Berg and the writer"),
    ((UNIONS, LATER, OTHERS), f"{ILL} in two sentences and of the writer"),
    ((UNIONS, LIKELY), f"{ILL}; one more is likely"),
    ((LIKELY,), "No attitude is sure enough to tell at a glance; one is likely"),
])  # fmt: skip
def test_who_speaks_well_or_ill_of_whom_the_most_often_first(tones: tuple[Tone, ...], sentence: str) -> None:
    assert sentiment_headline(msgspec.structs.replace(RECORD, tones=tones)) == sentence


def test_that_nobody_judges_anybody_is_said_only_where_nothing_is_unsure() -> None:
    none = msgspec.structs.replace(RECORD, tones=(), unsure=())
    assert sentiment_headline(none) == "Nobody was found to speak well or ill of anybody here"
    assert sentiment_headline(none, actor_id="ida-berg") == (
        "Nobody was found to speak well or ill of Ida Berg, nor Ida Berg of anybody"
    )


def test_of_one_actor_only_what_it_says_or_is_said_of_it() -> None:
    record = msgspec.structs.replace(RECORD, tones=(UNIONS, WRITERS), unsure=())
    assert sentiment_headline(record, actor_id="ida-berg") == ILL
    both = "The writer speaks ill of the Drivers’ Union; the Drivers’ Union speaks ill of Ida Berg"
    assert sentiment_headline(record, actor_id="drivers-union") == both


@pytest.mark.parametrize(("kind", "name", "words"), [
    ("group", "residents", "Residents speak ill of Ida Berg"),
    ("organisation", "company", "An attitude was found, but of or to somebody without a name in the text"),
    ("group", "pair", "An attitude was found, but of or to somebody without a name in the text"),
])  # fmt: skip
def test_whoever_has_no_name_is_told_only_where_the_words_say_enough(kind: str, name: str, words: str) -> None:
    union = msgspec.structs.replace(UNION, name=name, kind=kind, mentions=(mention("The Drivers’ Union", "nominal"),))
    record = msgspec.structs.replace(RECORD, actors=(BERG, union), tones=(UNIONS,))
    assert sentiment_headline(record) == words


def test_only_some_attitudes_may_be_told_of() -> None:
    assert sentiment_headline(RECORD, [UNIONS]) == ILL
    assert sentiment_headline(RECORD, []) == "No attitude is sure enough to tell at a glance; two are likely"
