"""A happening that its day and place make one is one entry, however it is told, with who merely mentions it."""

from __future__ import annotations

import pytest

from components.collection.chronicle import ChronicleEntry, make_chronicle
from components.domain.record import ActorKind, Record
from tests.collection.chronicle.stories import Line, story

ARDEN: dict[str, ActorKind] = {"Arden": "place"}
ARDEN_AND_HOLT: dict[str, ActorKind] = {"Arden": "place", "Holt": "place"}
PLACES: dict[str, ActorKind] = {"Arden": "place", "Holt": "place", "Nesland": "place"}
QUAKE = story(
    "a", "2026-03-02", Line("A magnitude 7.0 earthquake hit Arden on 2 March.", "hit", "2026-03-02", "2 March"),
    who=ARDEN,
)  # fmt: skip


def other(text: str, verb: str, *more: str) -> Record:
    return story("b", "2026-03-03", Line(text, verb, "2026-03-02", "2 March"), *more, who=PLACES)


def quake_of(*records: Record) -> ChronicleEntry:
    found = [e for e in make_chronicle(records).entries if any(s.article == "a" for s in e.sources)]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Houses fell and roads broke as the town of Arden was shaken by a quake on 2 March.", "shaken"),
        ("The worst tremor in two centuries struck near Arden on 2 March and left thousands homeless.", "struck"),
        ("Thousands of people are living in tents after the 2 March quake in Arden.", ""),
        ("The body of a teacher who died in the earthquake in Arden on 2 March was found.", "found"),
        ("Rescue teams flew in from Holt after the devastating earthquake on 2 March.", "flew"),  # of Arden: below
    ],
)
def test_one_earthquake_told_in_other_words_is_one(text: str, verb: str) -> None:
    entry = quake_of(QUAKE, other(text, verb, "Arden has no hospital left, and Arden has no water."))
    assert entry.articles == 2
    assert {s.article for s in entry.sources} == {"a", "b"}
    assert entry.label.startswith("A magnitude 7.0 earthquake hit Arden")


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("A magnitude 5.2 quake struck Arden on 2 March.", "struck"),  # another one
        ("A strong earthquake hit Nesland on 2 March.", "hit"),
        ("Relief for the 2 March quake in Nesland is slow.", ""),
        ("Another earthquake hit Arden on 2 March.", "hit"),
        ("The earthquake appeal for Arden began on 2 March.", "began"),
        ("A fire destroyed the Arden town hall on 2 March.", "destroyed"),
    ],
)
def test_another_happening_of_the_day_is_another_entry(text: str, verb: str) -> None:
    assert quake_of(QUAKE, other(text, verb)).articles == 1


def test_who_merely_mentions_it_tells_no_other_number_of_it() -> None:
    first = Line("The 2 March earthquake hit Arden and killed 12 people.", "hit", "2026-03-02", "2 March")
    second = Line(
        "Holt sent 40 doctors and 3 people to Arden after the 2 March quake there.", "", "2026-03-02", "2 March"
    )
    records = [story("a", "2026-03-03", first, who=ARDEN), story("b", "2026-03-04", second, who=ARDEN_AND_HOLT)]
    entry = quake_of(*records)
    assert entry.articles == 2 and not entry.differences


def test_two_fires_of_a_day_at_a_place_are_two() -> None:
    lines = [
        Line("A fire at a paper mill in Arden killed four sailors on 2 March.", "killed", "2026-03-02", "2 March"),
        Line("A blaze broke out in a school kitchen in Arden on 2 March.", "broke", "2026-03-02", "2 March"),
    ]
    records = [story(name, "2026-03-03", line, who=ARDEN) for name, line in zip("ab", lines, strict=True)]
    assert [e.articles for e in make_chronicle(records).entries] == [1, 1]


@pytest.mark.parametrize("verb", ["sued", "attacked", "outbid"])
def test_who_does_it_to_whom_is_the_same_in_one_event(verb: str) -> None:
    people: dict[str, ActorKind] = {"Ida Berg": "person", "Eva Lund": "person"}

    def told(article: str, text: str) -> Record:
        return story(article, "2026-03-03", Line(text, verb, "2026-03-02", "2 March"), who=people)

    one = told("a", f"Ida Berg {verb} Eva Lund over the harbour land in Arden on 2 March.")
    turned = told("b", f"Ida Berg was {verb} by Eva Lund over the harbour land in Arden on 2 March.")
    same = told("b", f"Eva Lund was {verb} by Ida Berg over the harbour land in Arden on 2 March.")
    assert [e.articles for e in make_chronicle([one, turned]).entries] == [1, 1]
    assert [e.articles for e in make_chronicle([one, same]).entries] == [2]
