"""Which words of a quote are its speaker's, and how two versions of a quote differ by these alone."""

from __future__ import annotations

import msgspec
import pytest

from components.collection.comparison import compare
from components.collection.comparison.quoted_words import speaker_as_written, spoken_words
from components.collection.comparison.shared_quotes import SharedQuote
from components.domain.record import Quote, QuoteKind, Record
from tests.collection.comparison.made import at, quote, record

WHOLE = "“It is not safe for anybody to cross the river here,” Peter Lund said."


def told(name: str, text: str, words: str, kind: QuoteKind = "direct", **more: str) -> Record:
    made = quote(text, words, "Peter Lund", kind)
    made = msgspec.structs.replace(made, **{field: at(text, found) for field, found in more.items()})
    return record(name, text, people=["Peter Lund"], quotes=[made])


def shared(*records: Record) -> SharedQuote:
    (one,) = [q for q in compare(list(records)).quotes if len(q.quoted_in) > 1]
    return one


@pytest.mark.parametrize(
    ("text", "words", "more"),
    [
        ("Peter Lund said: “It is not safe for anybody to cross the river here”.",
         "It is not safe for anybody to cross the river here", {}),
        ("“It is not safe for anybody to cross the river here”, Peter Lund said.",
         "“It is not safe for anybody to cross the river here”,", {}),
        ("“It is not safe for anybody,” Peter Lund said, “to cross the river here.”",
         "“It is not safe for anybody,” Peter Lund said, “to cross the river here.”", {}),
        ("It is not safe for anybody to cross the river here, said Peter Lund.",
         "It is not safe for anybody to cross the river here, said Peter Lund",
         {"cue": "said", "source": "Peter Lund"}),
    ],
)  # fmt: skip
def test_borders_marks_and_attribution_cut_nothing(text: str, words: str, more: dict[str, str]) -> None:
    whole = told("wire", WHOLE, "“It is not safe for anybody to cross the river here,”")
    assert shared(whole, told("blog", text, words, **more)).how == "whole"


def test_words_of_the_speaker_that_lack_are_cut() -> None:
    whole = told("wire", WHOLE, "“It is not safe for anybody to cross the river here,”")
    text = "“It is not safe for anybody to cross,” Peter Lund said."
    assert shared(whole, told("blog", text, "“It is not safe for anybody to cross,”")).how == "cut"


def test_a_paraphrase_has_other_words_and_cuts_nothing() -> None:
    whole = told("wire", WHOLE, "“It is not safe for anybody to cross the river here,”")
    text = "Peter Lund said that it is hardly safe for anybody to cross the river."
    other = told("blog", text, "that it is hardly safe for anybody to cross the river", "indirect")
    assert shared(whole, other).how == "reworded"
    same = "Peter Lund said that it is not safe for anybody to cross the river here."
    assert shared(whole, told("blog", same, same[16:-1], "indirect")).how == "whole"


def test_a_partial_quote_of_a_full_one_is_cut() -> None:
    whole = told("wire", WHOLE, "“It is not safe for anybody to cross the river here,”")
    text = "Peter Lund called it “not safe for anybody to cross” in this season."
    assert shared(whole, told("blog", text, "it “not safe for anybody to cross”", "mixed")).how == "cut"


def test_the_same_quote_twice_in_an_article_is_one() -> None:
    text = f"{WHOLE}\n{WHOLE}"
    first = text.index("“")
    spans = [(first, first + 53), (first + len(WHOLE) + 1, first + len(WHOLE) + 54)]
    quotes = [
        Quote(id=f"q{n}", kind="direct", content=(s,), speaker="peter-lund", rule="", confidence=1.0)
        for n, s in enumerate(spans)
    ]
    twice = record("blog", text, people=["Peter Lund"], quotes=quotes)
    other = record("other", "Nothing was told of it there.")
    assert [(q.articles, len(q.versions)) for q in compare([twice, other]).quotes] == [({"blog"}, 1)]


def test_a_quote_within_another_of_its_speaker_is_no_second_one() -> None:
    text = "Peter Lund said that the bridge was “a danger to anybody who crosses”."
    inner = quote(text, "“a danger to anybody who crosses”", "Peter Lund", "direct")
    outer = quote(text, "that the bridge was “a danger to anybody who crosses”", "Peter Lund", "mixed")
    made = record("blog", text, people=["Peter Lund"], quotes=[inner, outer])
    assert [q.versions[0].kind for q in compare([made, record("other", "Nothing.")]).quotes] == ["mixed"]


@pytest.mark.parametrize(("source", "written"), [("he", ""), ("the", ""), ("the mayor of Arden", "the mayor of Arden")])
def test_words_that_name_nobody_are_no_speaker(source: str, written: str) -> None:
    text = f"“It is over,” {source} said."
    one = msgspec.structs.replace(quote(text, "“It is over,”"), source=at(text, f" {source} "))
    assert speaker_as_written(record("a", text), one) == written


def test_a_full_quote_whose_marks_come_in_no_pairs_keeps_its_words() -> None:
    text = "“It is over, we go home"
    assert len(spoken_words(record("a", text), quote(text, text))) == 6
