"""The same words said by another one in the other version: told where both are named and surely two."""

from __future__ import annotations

import msgspec
import pytest

from components.collection.comparison import compare
from components.domain.record import Mention, QuoteKind, Record
from components.exports.compare_lines import fact_groups
from tests.collection.comparison.made import at, quote, record
from tests.collection.comparison.test_changed_facts import REST, facts

WORDS = "“We will find out who is to blame for this,”"


def said(
    name: str, by: str, words: str = WORDS, kind: QuoteKind = "direct", speaker: str | None = "", more: str = ""
) -> Record:
    """A version in which Nils Hale and Ole Moss are named; ``speaker``: another one than whoever is named, or None."""
    text = f"Nils Hale met Ole Moss. {words} said {by} there. {REST}{more}"
    of = by if speaker == "" else speaker
    source = at(text, f"said {by}")
    made = msgspec.structs.replace(quote(text, words, of, kind), source=(source[0] + 5, source[1]))
    return record(name, text, people=["Nils Hale", "Ole Moss", "Ole Mossman"], quotes=[made])


def speakers(one: Record, other: Record) -> list[tuple[str | None, str | None]]:
    return [(f.before, f.after) for f in facts(one, other) if f.kind == "speaker"]


@pytest.mark.parametrize("words", [WORDS, "“Never,”"])
def test_the_same_words_of_another_speaker_are_told_once(words: str) -> None:
    one, other = said("a", "Nils Hale", words), said("b", "Ole Moss", words)
    (fact,) = facts(one, other)
    assert (fact.kind, fact.before, fact.after, fact.words) == ("speaker", "Nils Hale", "Ole Moss", words)
    assert {p.article for p in fact.places} == {"a", "b"}
    (group,) = fact_groups(compare([one, other], version_of={"b": "a"}))
    assert [row.label for row in group.rows] == [f"{words} was said by Nils Hale, now by Ole Moss"]


def test_a_paraphrase_of_another_speaker_stands_in_no_quotation_marks() -> None:
    words = "the bridge was never safe,"
    both = [said(name, by, words, "indirect") for name, by in (("a", "Nils Hale"), ("b", "Ole Moss"))]
    (group,) = fact_groups(compare(both, version_of={"b": "a"}))
    assert [row.label for row in group.rows] == [f"Was said by Nils Hale, now by Ole Moss: {words}"]


def test_two_quotes_that_changed_from_one_speaker_to_the_other_are_two_changes() -> None:
    more = "“Nobody told us a word of it,”"

    def two(name: str, by: str) -> Record:
        made = said(name, by, more=f" {more} said {by}.")
        start = at(made.text, f"{more} said ")[1]
        other = msgspec.structs.replace(quote(made.text, more, by), source=(start, start + len(by)))
        return msgspec.structs.replace(made, quotes=(*made.quotes, other))

    found = [f.words for f in facts(two("a", "Nils Hale"), two("b", "Ole Moss")) if f.kind == "speaker"]
    assert found == [WORDS, more]


@pytest.mark.parametrize("open_in", ["a", "b"])
def test_of_an_open_speaker_nothing_is_said(open_in: str) -> None:
    one, other = (
        said(name, by, speaker=None if name == open_in else by) for name, by in (("a", "Nils Hale"), ("b", "Ole Moss"))
    )
    assert facts(one, other) == []


def test_of_a_speaker_whom_no_name_tells_nothing_is_said() -> None:
    one, other = said("a", "Nils Hale"), said("b", "she", speaker="Ole Moss")
    assert speakers(one, other) == []
    span = other.quotes[0].source or (0, 0)
    pronoun = Mention(start=span[0], end=span[1], form="pronoun")
    actors = tuple(
        msgspec.structs.replace(a, mentions=(*a.mentions, pronoun)) if a.id == "ole-moss" else a for a in other.actors
    )
    assert speakers(one, msgspec.structs.replace(other, actors=actors)) == []


def test_who_may_be_the_same_is_no_other_speaker() -> None:
    assert speakers(said("a", "Ole Moss"), said("b", "Ole Moss")) == []
    surname = record("c", said("b", "Ole Moss").text.replace("Ole Moss", "Moss"), people=["Moss"])
    span = at(surname.text, "said Moss")
    made = msgspec.structs.replace(quote(surname.text, WORDS, "Moss"), source=(span[0] + 5, span[1]))
    assert speakers(said("a", "Ole Moss"), msgspec.structs.replace(surname, quotes=(made,))) == []


def test_words_that_both_said_in_one_version_have_no_other_speaker() -> None:
    other = said("b", "Ole Moss", more=f" {WORDS} said Nils Hale.")
    again = at(other.text, f"{WORDS} said Nils")
    of_hale = msgspec.structs.replace(
        quote(other.text, WORDS, "Nils Hale"), id="again", content=((again[0], again[0] + len(WORDS)),),
        source=(again[1] - 4, again[1] + 5),
    )  # fmt: skip
    both = msgspec.structs.replace(other, quotes=(*other.quotes, of_hale))
    assert speakers(said("a", "Nils Hale"), both) == [] == speakers(both, said("c", "Nils Hale"))


def test_a_few_words_elsewhere_are_no_quote_of_another_speaker() -> None:
    line = " {} said {} as the last boat of the year left the quay."

    def short(name: str, by: str, place: str) -> Record:
        words = "“Never,”"
        text = f"Nils Hale met Ole Moss. {REST}{line.format(words, by)}" if place == "last" else (
            f"{words} said {by}. Nils Hale met Ole Moss. {REST}"
        )  # fmt: skip
        source = at(text, f"said {by}")
        made = msgspec.structs.replace(quote(text, words, by), source=(source[0] + 5, source[1]))
        return record(name, text, people=["Nils Hale", "Ole Moss"], quotes=[made])

    assert speakers(short("a", "Nils Hale", "first"), short("b", "Ole Moss", "last")) == []
