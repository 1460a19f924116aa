"""Events of two articles are one only where both may be of one time, and the same does it to the same."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from components.collection.comparison import compare
from components.domain.record import Record
from tests.collection.comparison.made import at, event, record

CLAUSE = "Ida Berg opened the new harbour bridge in the old town"


def telling(name: str, first: str | None, last: str | None = None, date: str | None = None, **fields: Any) -> Record:
    text = f"{CLAUSE}. More was not known on the day."
    told = msgspec.structs.replace(
        event(text, CLAUSE, None, ["Ida Berg"]),
        **{"earliest": first, "latest": last or first, "basis": "stated" if first else "none"} | fields,
    )  # fmt: skip
    return record(name, text, people=["Ida Berg"], events=[told], date=date)


def articles(*records: Record) -> set[frozenset[str]]:
    return {e.articles for e in compare(records).events}


APART, TOGETHER = {frozenset("a"), frozenset("b")}, {frozenset("ab")}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("2010-03-02", None), ("2014-03-02", None), APART),
        (("2014-03-02", None), ("2014-03-20", None), APART),
        (("2014-03-02", None), ("2014-03-05", None), TOGETHER),
        (("2014-03-01", "2014-03-31"), ("2014-03-20", None), TOGETHER),
        (("2014-03-01", "2014-03-31"), ("2014-04-02", None), APART),
        (("2014-01-01", "2014-12-31"), ("2014-03-01", "2014-03-31"), TOGETHER),
        (("2010-01-01", "2010-12-31"), ("2014-01-01", "2014-12-31"), APART),
        ((None, None), ("2014-03-02", None), TOGETHER),
    ],
)
def test_the_same_clause_of_another_time_is_another_event(
    one: tuple[str | None, str | None], other: tuple[str | None, str | None], expected: set[frozenset[str]]
) -> None:
    assert articles(telling("a", *one), telling("b", *other)) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2010-03-03", APART), ("2014-03-04", TOGETHER), (None, TOGETHER)],
)
def test_an_event_without_a_date_is_of_the_time_of_its_article(date: str | None, expected: set[frozenset[str]]) -> None:
    assert articles(telling("a", None, date=date), telling("b", "2014-03-02", date="2014-03-03")) == expected
    assert articles(telling("a", None, date=date), telling("b", None, date="2014-03-03")) == expected


def test_what_is_dated_by_its_tense_alone_is_of_about_that_time() -> None:
    tense = telling("a", "2014-03-20", basis="tense")
    dated = msgspec.structs.replace(tense, date="2014-03-20")
    assert articles(dated, telling("b", "2014-03-02")) == TOGETHER
    assert articles(dated, telling("b", "2010-03-02")) == APART


def test_a_telling_that_may_be_of_either_of_two_is_of_neither() -> None:
    found = articles(telling("a", "2010-03-02"), telling("b", None), telling("c", "2014-03-02"))
    assert found == {frozenset("a"), frozenset("b"), frozenset("c")}


def test_words_that_stand_in_a_sentence_of_another_time_do_not_tell_the_event() -> None:
    text = f"In March 2010, {CLAUSE}."
    other = record("b", text, people=["Ida Berg"], days={"March 2010": "2010-03-02"})
    assert articles(telling("a", "2014-03-02"), other) == {frozenset("a")}
    assert articles(telling("a", "2010-03-02"), other) == {frozenset("ab")}
    undated = record("b", f"{CLAUSE}.", people=["Ida Berg"], date="2010-03-03")
    assert articles(telling("a", "2014-03-02"), undated) == {frozenset("a")}


VERBS = ("sued", "arrested", "shot", "beat", "accused", "dismissed", "outbid", "locked up")


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("Ida Berg {} Eva Lund over the harbour land", "Ida Berg was {} by Eva Lund over the harbour land", False),
        ("Ida Berg {} Eva Lund over the harbour land", "Eva Lund has been {} by Ida Berg over the harbour land", True),
        ("Ida Berg {} over the harbour land in the town", "Ida Berg was {} over the harbour land in the town", False),
        ("Ida Berg was {} by Eva Lund over harbour land", "Ida Berg was {} by Tom Vik over harbour land", False),
        ("Ida Berg was {} by Eva Lund over harbour land", "Eva Lund was {} by Ida Berg over harbour land", False),
    ],
)
def test_who_does_it_and_to_whom_is_the_same_in_one_event(
    verb: str, first: str, second: str, *, known: bool, one: bool
) -> None:
    """``known``: the record says which word the verb is."""
    records = []
    for name, words in (("a", first.format(verb)), ("b", second.format(verb))):
        people = [p for p in ("Ida Berg", "Eva Lund", "Tom Vik") if p in words]
        text = f"{words}. More was not known on the day."
        told = event(text, words, "2026-03-02", people)
        told = msgspec.structs.replace(told, trigger=at(text, verb), mentions=(at(text, verb),)) if known else told
        records.append(record(name, text, people=people, events=[told]))
    assert articles(*records) == (TOGETHER if one else APART)
