"""What a collection's page counts, in sentences that hold for none, one and two; roles that say something."""

from __future__ import annotations

import msgspec
import pytest

from components.collection.cast import Cast, CastActor, CastMember, PerhapsSame
from components.collection.chronicle import Chronicle, ChronicleDay, ChronicleEntry, Difference, ToldValue
from components.collection.reading import CollectionReading
from components.collection.trends import Trends
from components.exports.collection_rows import cast_finding, cast_rows, days_left, difference_words, named_facts, untold
from components.exports.numbers_in_words import are, times
from components.ui.collection_sections import unread_words

ONE_FAILED = "1 could not be read: why stands under Articles."


def actor(n: int, *, articles: int = 1, role: str | None = None, kind: str = "person") -> CastActor:
    members = tuple(CastMember(f"article {m}", f"a{n}") for m in range(articles))
    return CastActor(id=f"a{n}", name=f"Actor {n}", kind=kind, role=role, members=members)  # type: ignore[arg-type]


def reading(*actors: CastActor) -> CollectionReading:
    return CollectionReading(articles=3, cast=Cast(actors), chronicle=Chronicle(), trends=Trends())


@pytest.mark.parametrize(("n", "verb", "often"), [(0, "are", "0 times"), (1, "is", "once"), (2, "are", "twice")])
def test_verbs_and_how_often(n: int, verb: str, often: str) -> None:
    assert (are(n), times(n)) == (verb, often)
    assert times(1_234) == "1,234 times"


@pytest.mark.parametrize(
    ("several", "alone", "finding"),
    [
        (0, 0, "Nobody is named in these articles."),
        (0, 1, "Nobody is in more than one of these articles."),
        (1, 0, "1 of 1 actor is in more than one article."),
        (1, 4, "1 of 5 actors is in more than one article."),
        (2, 3, "2 of 5 actors are in more than one article."),
    ],
)
def test_how_many_are_in_several_articles(several: int, alone: int, finding: str) -> None:
    cast = [actor(n, articles=2 if n < several else 1) for n in range(several + alone)]
    assert cast_finding(reading(*cast)) == finding


@pytest.mark.parametrize(
    ("n", "words"), [(0, ""), (1, "1 further day is not shown."), (2, "2 further days are not shown.")]
)
def test_days_that_are_left(n: int, words: str) -> None:
    assert days_left(n) == words


@pytest.mark.parametrize(
    ("of", "read", "failed", "going_on", "words"),
    [
        (1, 0, 0, True, "Its article is not read yet. It is read in the background."),
        (1, 0, 0, False, "Its article is not read yet. An article is read when it is opened."),
        (2, 0, 0, True, "None of its articles is read yet. They are read in the background."),
        (1, 0, 1, True, "Its article could not be read: why stands under Articles."),
        (2, 0, 2, True, "None of its articles could be read: why stands under Articles."),
        (3, 1, 0, True, "1 of 3 articles is read. The others are read in the background."),
        (3, 2, 1, True, f"2 of 3 articles are read. {ONE_FAILED}"),
        (3, 1, 1, False, f"1 of 3 articles is read. {ONE_FAILED} An article is read when it is opened."),
        (3, 0, 1, True, f"None of its articles is read yet. {ONE_FAILED} The others are read in the background."),
    ],
)  # fmt: skip
def test_what_is_not_read_yet(of: int, read: int, failed: int, going_on: bool, words: str) -> None:
    assert unread_words(of, read, failed, going_on=going_on) == words


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        ("General", ""), ("Minister", ""), ("Rep.", ""), ("wife", ""), ("spokesman", ""), (None, ""), ("", ""),
        ("mayor", "mayor"), ("President of the United States", "President of the United States"),
        ("new chief executive", "new chief executive"), ("Prime Minister", "Prime Minister"),
    ],
)  # fmt: skip
def test_a_title_alone_is_no_role(role: str | None, shown: str) -> None:
    one = actor(0, role=role)
    expected = ["person", *([shown] if shown else []), "in 1 article"]
    assert named_facts(one) == expected
    assert list(cast_rows(reading(one), [one], {})[0].facts) == expected


@pytest.mark.parametrize(
    ("kind", "of", "values", "words"),
    [
        ("number", "dead", ("14", "15"), "how many are dead: 14 (2 articles) or 15 (1 article)"),
        ("number", "toll", ("14", "15"), "the toll: 14 (2 articles) or 15 (1 article)"),
        ("number", "age in months", ("22", "23"), "the age in months: 22 (2 articles) or 23 (1 article)"),
        ("number", "money ($)", ("$2bn", "$1.8bn"), "the sum of money: $2bn (2 articles) or $1.8bn (1 article)"),
        ("number", "percent", ("4%", "5%"), "the percentage: 4% (2 articles) or 5% (1 article)"),
        ("number", "rescue teams", ("3", "4"), "the number (rescue teams): 3 (2 articles) or 4 (1 article)"),
        ("name", "Berg", ("Ida Berg", "Ada Berg"), "the name of Berg: Ida Berg (2 articles) or Ada Berg (1 article)"),
    ],
)
def test_what_articles_differ_on(kind: str, of: str, values: tuple[str, str], words: str) -> None:
    told = tuple(ToldValue(v, tuple("ab"[:n])) for v, n in zip(values, (2, 1), strict=True))
    found = difference_words(Difference(kind, of, told))  # type: ignore[arg-type]
    assert found == f"articles differ on {words}"


def day(*alone: bool) -> ChronicleDay:
    entries = tuple(
        ChronicleEntry(
            id=f"e{n}",
            day="2026-03-02",
            label=f"What {n} did.",
            alone=one,
            weight=1.0,
            articles=1,
            outlets=0,
            sources=(),
        )
        for n, one in enumerate(alone)
    )
    return ChronicleDay(day="2026-03-02", weight=1.0, summary=(), entries=entries, articles=1, outlets=0)


@pytest.mark.parametrize(
    ("alone", "words"),
    [
        ((True,), ""),
        ((True, False), "1 further telling is left out"),
        ((False, False), "2 further tellings are left out"),
    ],
)
def test_what_is_left_out_is_counted(alone: tuple[bool, ...], words: str) -> None:
    told = untold([day(*alone)])
    assert told.partition(":")[0] == words and bool(told) is bool(words)


def test_who_is_perhaps_somebody_else_is_marked_in_the_list() -> None:
    one, other, third = (actor(n) for n in range(3))
    doubtful = msgspec.structs.replace(
        reading(one, other, third), cast=Cast((one, other, third), (PerhapsSame("a0", "a2", 0.5, "alike"),))
    )
    notes = [row.note for row in cast_rows(doubtful, [one, other, third], {})]
    assert [bool(note) for note in notes] == [True, False, True] and "perhaps the same" in notes[0]
