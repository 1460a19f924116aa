"""A denying word that came or went turns what is told: it is told as one change, in a quote with the quote."""

from __future__ import annotations

import pytest

from components.collection.comparison import compare
from components.domain.record import QuoteKind
from tests.collection.comparison.made import quote, record
from tests.collection.comparison.test_changed_facts import REST, told, version

PAIRS = [
    ("Hale will not resign.", "Hale will resign.", "will not resign", "will resign"),
    ("Hale won’t go.", "Hale will go.", "Hale won’t go", "Hale will go"),
    ("Not guilty, the jury of the town found.", "Guilty, the jury of the town found.", "Not guilty", "Guilty"),
    (
        "The council never paid for the bridge.",
        "The council paid for the bridge.",
        "council never paid",
        "council paid",
    ),
    ("The ferry no longer runs.", "The ferry runs.", "ferry no longer runs", "ferry runs"),
    ("The mayor can not stay in office.", "The mayor can stay in office.", "can not stay", "can stay"),
    (
        "The mayor will quit, but the council will not.",
        "The mayor will quit, but the council will.",
        "will not",
        "will",
    ),
]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("denied", "plain", "before", "after"), PAIRS)
def test_a_denying_word_that_came_or_went_is_told_in_a_changed_sentence(
    denied: str, plain: str, before: str, after: str, turned: bool
) -> None:
    texts, words = ((plain, denied), (after, before)) if turned else ((denied, plain), (before, after))
    one, other = (version(name, text) for name, text in zip("ab", texts, strict=True))
    assert told(one, other) == [("negation", *words)]
    found = compare([one, other], version_of={"b": "a"}).versions
    assert found is not None and {s.fate for s in found.sentences} == {"changed", "kept"}
    (sentence,) = [s for s in found.sentences if s.fate == "changed"]
    assert any(p.change == ("put in" if turned else "left out") for p in sentence.pieces)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Hale is not only rich and old.", "Hale is rich and old."),
        ("It was not Hale but Moss who came.", "It was Moss but not Hale who came."),
        ("Hale will not come to the old bridge.", "Hale will not go to the old bridge."),
        ("Hale did not come, and Moss did.", "Hale came, and Moss did."),
        ("Hale lives at No. 5 Bridge Street in Arden.", "Hale lives at 5 Bridge Street in Arden."),
        ("The film Dr No was shown in the old hall.", "The film Dr was shown in the old hall."),
        ("The No 10 spokesman came to the old hall.", "The 10 spokesman came to the old hall."),
    ],
)
def test_what_more_than_a_denying_word_changed_is_no_such_change(before: str, after: str) -> None:
    assert [f for f in told(version("a", before), version("b", after)) if f[0] == "negation"] == []


@pytest.mark.parametrize("kind", ["direct", "indirect", "mixed"])
@pytest.mark.parametrize(
    ("before", "after"),
    [("“I will not resign,”", "“I will resign,”"), ("“Not guilty,”", "“Guilty,”"), ("“I won’t go,”", "“I will go,”"),
     ("“We never closed the old bridge,”", "“We closed the old bridge,”")],
)  # fmt: skip
def test_a_denying_word_in_a_quote_is_told_with_the_quote_once_however_short(
    kind: QuoteKind, before: str, after: str
) -> None:
    texts = [f"{words} Ida Berg said. {REST}" for words in (before, after)]
    one, other = (
        record(name, text, people=["Ida Berg"], quotes=[quote(text, words, "Ida Berg", kind)])
        for name, text, words in zip("ab", texts, (before, after), strict=True)
    )
    assert told(one, other) == [("quote", before, after)]


def test_short_quotes_of_two_speakers_or_of_no_word_in_common_are_two() -> None:
    line = "{} {} said on the old bridge of the town."
    one = version("a", line.format("“I resign,”", "Ida Berg"), "Ida Berg", quoted="“I resign,”")
    by_another = version("b", line.format("“I will resign,”", "Eva Holm"), "Eva Holm", quoted="“I will resign,”")
    other_words = version("b", line.format("“Nobody came,”", "Ida Berg"), "Ida Berg", quoted="“Nobody came,”")
    for other, words in ((by_another, "“I will resign,”"), (other_words, "“Nobody came,”")):
        assert [f for f in told(one, other) if f[0] == "quote"] == [
            ("quote", "“I resign,”", None), ("quote", None, words)
        ]  # fmt: skip


def test_a_quote_is_no_other_one_whose_words_stand_in_both_versions() -> None:
    line = "Ida Berg praised “the old ship” and blamed “the old boat” in the {} of the town."
    one = version("a", line.format("harbour"), "Ida Berg", quoted="“the old ship”")
    other = version("b", line.format("park"), "Ida Berg", quoted="“the old boat”")
    assert [f for f in told(one, other) if f[0] == "quote"] == []
