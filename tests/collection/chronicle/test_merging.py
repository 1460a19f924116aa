"""Events of many articles are one where day, who and what are the same, and only there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from components.collection.chronicle import Chronicle, ChronicleEntry, make_chronicle
from components.domain.record import ActorKind, Record
from tests.collection.chronicle.stories import Line, story

BERG: dict[str, ActorKind] = {"Ida Berg": "person", "Arden": "place"}
OPENED = Line("Mayor Ida Berg opened the new harbour bridge in Arden on 2 March.", "opened", "2026-03-02", "2 March")


def entry_of(chronicle: Chronicle, words: str) -> ChronicleEntry:
    (found,) = [e for e in chronicle.entries if words in e.label]
    return found


def test_one_event_of_three_articles_is_one_entry_with_its_sources_and_outlets() -> None:
    chronicle = make_chronicle([
        story("a", "2026-03-02", OPENED, who=BERG, outlet="The Arden Post"),
        story("b", "2026-03-03", "Rain fell all day.", Line(
            "The new harbour bridge in Arden was opened by mayor Ida Berg on Monday.", "opened", "2026-03-02", "Monday"
        ), who=BERG, outlet="The Arden Post"),
        story("c", "2026-03-04", Line(
            "Ida Berg, the mayor of Arden, opened the harbour bridge on 2 March.", "opened", "2026-03-02", "2 March"
        ), who=BERG, outlet="Daily North"),
    ])  # fmt: skip
    (entry,) = chronicle.entries
    assert (entry.day, entry.articles, entry.outlets) == ("2026-03-02", 3, 2)
    assert {s.article for s in entry.sources} == {"a", "b", "c"}
    assert {s.article: s.start for s in entry.sources}["b"] == len("Rain fell all day. ")
    assert all(s.event for s in entry.sources)
    assert entry.alone and not entry.differences


@pytest.mark.parametrize(
    ("second", "who"),
    [
        ("Police in Arden arrested Tom Lund outside the harbour office on 2 March.", {"Tom Lund": "person"}),
        ("Workers at the paper mill in Holt began a strike over pay on 2 March.", {"Holt": "place"}),
    ],
)
def test_another_person_or_another_doing_on_the_same_day_is_another_event(
    second: str, who: dict[str, ActorKind]
) -> None:
    first = Line(
        "Police in Arden arrested Ida Berg outside the harbour office on 2 March.", "arrested", "2026-03-02", "2 March"
    )
    other = Line(second, second.split()[3], "2026-03-02", "2 March")
    chronicle = make_chronicle([story("a", "2026-03-02", first, who=BERG), story("b", "2026-03-02", other, who=who)])
    assert [e.articles for e in chronicle.entries] == [1, 1]


def test_the_same_on_another_day_is_another_event() -> None:
    again = Line("Mayor Ida Berg opened the new harbour bridge in Arden on 9 March.", "opened", "2026-03-09", "9 March")
    chronicle = make_chronicle([story("a", "2026-03-02", OPENED, who=BERG), story("b", "2026-03-09", again, who=BERG)])
    assert sorted((e.day, e.articles) for e in chronicle.entries) == [("2026-03-02", 1), ("2026-03-09", 1)]
    assert not any(e.differences for e in chronicle.entries)  # a week apart: the next time, no other telling


def test_events_of_hundreds_of_articles_stay_one_each() -> None:
    things = (  # each word is told of two of the four: none finds an event by itself
        "harbour bridge strike mill flood market",
        "harbour bridge school teacher ferry captain",
        "strike mill school teacher museum painter",
        "flood market ferry captain museum painter",
    )
    lines = [Line(f"The {t} closed on Monday.", "closed", "2026-03-02", "Monday") for t in things]
    entries = make_chronicle(story(f"a{n}", "2026-03-02", lines[n % 4]) for n in range(1200)).entries
    assert [e.articles for e in entries] == [300] * 4


def test_who_is_the_same_may_be_told_from_outside() -> None:
    lines = [
        Line("Robert Quist signed the ferry contract with Holt on 2 March.", "signed", "2026-03-02", "2 March"),
        Line("Bob Q. Lindqvist signed the ferry contract with Holt on 2 March.", "signed", "2026-03-02", "2 March"),
    ]
    records = [
        story("a", "2026-03-02", lines[0], who={"Robert Quist": "person"}),
        story("b", "2026-03-03", lines[1], who={"Bob Q. Lindqvist": "person"}),
    ]
    assert [e.articles for e in make_chronicle(records).entries] == [1, 1]
    joined = make_chronicle(records, same_actor=lambda article, actor: "quist")
    assert [(e.articles, e.actors) for e in joined.entries] == [(2, ("quist",))]


def test_records_are_read_once_one_at_a_time() -> None:
    given = []

    def records() -> Iterator[Record]:
        for n in range(3):
            given.append(n)
            yield story(f"a{n}", "2026-03-02", OPENED, who=BERG)

    chronicle = make_chronicle(records())
    assert given == [0, 1, 2]
    assert [e.articles for e in chronicle.entries] == [3]


def test_a_sentence_that_stands_twice_in_an_article_tells_once() -> None:
    chronicle = make_chronicle([story("a", "2026-03-02", OPENED, OPENED, who=BERG)])
    assert [(e.articles, len(e.sources)) for e in chronicle.entries] == [(1, 1)]


def test_no_records_make_an_empty_chronicle() -> None:
    assert make_chronicle([]) == Chronicle()
    assert make_chronicle([story("a", None, "The harbour of Arden is old and deep.")]) == Chronicle()


def told(
    article: str, text: str, verb: str, who: dict[str, ActorKind] | None = None, day: str = "2026-03-02"
) -> Record:
    when = f"{int(day[-2:])} March"
    return story(article, "2026-03-09", Line(text, verb, day, when), who=who)


# Articles of other days: what is done there often tells no two events apart.
OTHERS = [
    told(f"o{n}", f"Sailor {name} was {verb} in the town of {place} on {n} March.", verb, {name: "person"},
         f"2026-03-0{n}")
    for n, (name, verb, place) in enumerate(
        [("Tom Lund", "pulled", "Holt"), ("Eva Lund", "rescued", "Nes"), ("Ann Vik", "pulled", "Dal")], start=3
    )
]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            told("a", "Thieves rammed a van into a jewellery store near the Arden Opera on 2 March.", "rammed"),
            told(
                "b", "Four men rammed their car into the window of a jewellery shop in Arden on 2 March.", "rammed",
            ),
        ),
        (
            told("a", "The old dairy of Palmer was destroyed by flames on 2 March, officials say.", "destroyed"),
            told("b", "One of the oldest buildings, the Palmer dairy, burned to the ground on 2 March.", "burned"),
        ),
        (
            told("a", "Ida Berg kept her title with a win over Tom Lund in Arden on 2 March.", "kept", {
                "Ida Berg": "person", "Tom Lund": "person"
            }),
            told("b", "Ida Berg stopped Tom Lund in the sixth round of the title fight on 2 March.", "stopped", {
                "Ida Berg": "person", "Tom Lund": "person"
            }),
        ),
        (
            told("a", "An 84-year-old woman was pulled alive from the rubble in Arden on 2 March.", "pulled"),
            told("b", "The 84-year-old woman, rescued on 2 March from the rubble, is in hospital in Holt.", "rescued"),
        ),
    ],
)  # fmt: skip
def test_one_event_in_other_words_is_one_entry(one: Record, other: Record) -> None:
    (entry,) = [e for e in make_chronicle([one, other, *OTHERS]).entries if e.day == "2026-03-02"]
    assert entry.articles == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (  # what is often done, by or to nobody in common
            told("a", "Rescuers pulled a woman alive from a collapsed shop on 2 March.", "pulled"),
            told("b", "A sailor was pulled from the cold harbour of Arden on 2 March.", "pulled"),
        ),
        (  # others of other ages
            told("a", "An 84-year-old woman was pulled alive from the rubble in Arden on 2 March.", "pulled"),
            told("b", "A 21-year-old woman was pulled alive from the rubble in Arden on 2 March.", "pulled"),
        ),
        (  # other people
            told("a", "Thieves shot Ida Berg near the Arden harbour on 2 March.", "shot", {"Ida Berg": "person"}),
            told("b", "Thieves shot Tom Lund near the Arden harbour on 2 March.", "shot", {"Tom Lund": "person"}),
        ),
        (  # what is done every day
            told("a", "Shares of Japanese mask makers rose in Tokyo on 2 March.", "rose"),
            told("b", "The death toll of the Mexican outbreak rose by three on 2 March.", "rose"),
        ),
    ],
)
def test_what_is_done_alike_to_others_is_another_event(one: Record, other: Record) -> None:
    entries = [e for e in make_chronicle([one, other, *OTHERS]).entries if e.day == "2026-03-02"]
    assert [e.articles for e in entries] == [1, 1]


LUND: dict[str, ActorKind] = {"Tom Lund": "person", "Arden": "place"}


@pytest.mark.parametrize(
    ("one", "verb", "other", "other_verb"),
    [
        (
            "Harbour Director Tom Lund said in Arden on 2 March that the ferry was sold.", "sold",
            "Harbour Director Tom Lund said in Arden on 2 March that swans nest there.", "nest",
        ),
        (
            "Arden Harbour Director Tom Lund visited two fishermen on 2 March.", "visited",
            "Arden Harbour Director Tom Lund praised a painter on 2 March.", "praised",
        ),
    ],
)  # fmt: skip
def test_who_speaks_or_acts_alone_makes_no_two_events_one(one: str, verb: str, other: str, other_verb: str) -> None:
    records = [told("a", one, verb, LUND), told("b", other, other_verb, LUND), *OTHERS]
    entries = [e for e in make_chronicle(records).entries if e.day == "2026-03-02"]
    assert [e.articles for e in entries] == [1, 1]


def test_what_one_article_tells_as_two_is_two_for_all() -> None:
    """The later toll is of another announcement, as the article that has both says."""
    first = "The ministry in Arden said on 2 March that the flu had killed 15 people in the town."
    second = "The ministry in Arden said late on 2 March that the flu had killed 16 people in the town."
    both = story(
        "a", "2026-03-09",
        Line(second, "killed", "2026-03-02", "2 March"), Line(first, "killed", "2026-03-02", "2 March"), who=BERG,
    )  # fmt: skip
    entries = make_chronicle([both, told("b", first, "killed", BERG)]).entries
    assert sorted(e.articles for e in entries) == [1, 2]
    assert not any(e.differences for e in entries)
