"""Two versions of one story: what was added, cut, moved, changed, and what that did to what it tells."""

from __future__ import annotations

import pytest

from components.collection.comparison import compare
from components.collection.comparison.changed_numbers import changed_numbers
from components.collection.comparison.fact_change import FactChange
from components.collection.comparison.text_difference import Difference, difference
from tests.collection.comparison.made import quote, record

FIRST = (
    "Bridge falls in Arden\n"
    "At least 12 people died when the old bridge fell on Monday. Rescue teams worked through the whole night.\n"
    "“We will find out who is to blame for this,” Peter Lund said. The mayor, Ida Berg, was not in town.\n"
    "The bridge was built in 1962. It was painted green last year by a local firm."
)
SECOND = (
    "Bridge falls in Arden\n"
    "At least 14 people died when the old bridge fell on Sunday. Rescue teams worked through the whole night.\n"
    "The bridge was built in 1962. “We will find out who is to blame,” Peter Lund said.\n"
    "A fund of $3 million was set up by Mary Jones, who owns the ferry."
)


def versions() -> tuple[Difference, tuple[FactChange, ...]]:
    first = record(
        "first", FIRST, date="2026-03-02", people=["Peter Lund", "Ida Berg", "Arden"], days={"Monday": "2026-03-02"},
        quotes=[quote(FIRST, "“We will find out who is to blame for this,”", "Peter Lund")],
    )  # fmt: skip
    second = record(
        "second", SECOND, date="2026-03-03", people=["Peter Lund", "Mary Jones", "Arden"],
        days={"Sunday": "2026-03-01"}, quotes=[quote(SECOND, "“We will find out who is to blame,”", "Peter Lund")],
    )  # fmt: skip
    found = compare([second, first], version_of={"second": "first"})
    assert found.versions is not None
    return found.versions, found.facts


def fates(found: Difference) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for one in found.sentences:
        words = SECOND[slice(*one.after)] if one.after else FIRST[slice(*one.before)] if one.before else ""
        out.setdefault(one.fate, []).append(words)
    return out


@pytest.mark.parametrize(
    ("before", "after"), [("$5 million", "€5 million"), ("-3 percent", "3 percent"), ("5%", "5"), ("£40", "$40")]
)
def test_another_currency_sign_or_percentage_is_a_change(before: str, after: str) -> None:
    first, second = (
        record(name, f"The council lost {words} on the old bridge last year.", date="2026-03-02")
        for name, words in (("first", before), ("second", after))
    )
    assert set(fates(difference(first, second))) != {"kept"}


def test_each_sentence_has_its_fate() -> None:
    found, _ = versions()
    assert (found.earlier, found.later) == ("first", "second")
    assert fates(found) == {
        "kept": [
            "Bridge falls in Arden",
            "Rescue teams worked through the whole night.",
            "The bridge was built in 1962.",
        ],
        "changed": [
            "At least 14 people died when the old bridge fell on Sunday.",
        ],
        "moved": ["“We will find out who is to blame,” Peter Lund said."],
        "added": ["A fund of $3 million was set up by Mary Jones, who owns the ferry."],
        "cut": ["The mayor, Ida Berg, was not in town.", "It was painted green last year by a local firm."],
    }


def test_a_changed_sentence_shows_the_words() -> None:
    found, _ = versions()
    one = next(s for s in found.sentences if s.fate == "changed")
    assert [(p.text, p.change) for p in one.pieces] == [
        ("At least", "same"),
        ("12", "left out"),
        ("14", "put in"),
        ("people died when the old bridge fell on", "same"),
        ("Monday.", "left out"),
        ("Sunday.", "put in"),
    ]
    assert next((p.text, p.change) for s in found.sentences if s.fate == "cut" for p in s.pieces) == (
        "The mayor, Ida Berg, was not in town.", "left out"
    )  # fmt: skip


def test_what_it_did_to_quotes_names_numbers_and_dates() -> None:
    _, facts = versions()
    assert {(f.kind, f.before, f.after) for f in facts} == {
        ("quote", "“We will find out who is to blame for this,”", "“We will find out who is to blame,”"),
        ("name", "Ida Berg", None),
        ("name", None, "Mary Jones"),
        ("number", "At least 12", "At least 14"),
        ("date", "Monday", "Sunday"),
        ("number", None, "$3 million"),
    }


def test_every_sentence_of_both_stands_in_the_difference_once() -> None:
    found, _ = versions()
    for text, spans in (
        (FIRST, [s.before for s in found.sentences if s.before]),
        (SECOND, [s.after for s in found.sentences if s.after]),
    ):
        assert sorted(spans) == [(s.start, s.end) for s in record("x", text).sentences]


def test_nothing_changed_is_nothing() -> None:
    one, same = record("a", FIRST), record("b", FIRST)
    found = difference(one, same)
    assert {s.fate for s in found.sentences} == {"kept"} and found.share == 1.0


def test_the_likest_pair_of_three_are_the_versions_and_the_earlier_date_comes_first() -> None:
    corrected = FIRST.replace("12 people", "14 people")
    first, second = record("a", FIRST, date="2026-03-03"), record("b", corrected, date="2026-03-02")
    other = record("c", "Something else entirely happened in the north, the police said there.")
    found = compare([other, first, second])
    assert found.versions is not None and (found.versions.earlier, found.versions.later) == ("b", "a")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("voted by 12 to 5 on the plan", "voted by 5 to 12 on the plan", ("12 to 5", "5 to 12")),
        ("closed more than 12 old bridges", "closed fewer than 12 old bridges", ("more than 12", "fewer than 12")),
        ("closed at least 12 old bridges", "closed 12 old bridges", ("at least 12", "12")),
        ("paid 5 million euros for it", "paid 5 billion euros for it", ("5 million euros", "5 billion euros")),
        ("closed 1,000 old bridges", "closed 1000 old bridges", None),
    ],
)
def test_numbers_are_told_as_they_were_changed(before: str, after: str, told: tuple[str, str] | None) -> None:
    texts = [f"The old council of the town {words} in the last year of its time." for words in (before, after)]
    first, second = (
        record(name, text, date=f"2026-03-0{n}")
        for n, (name, text) in enumerate(zip(("a", "b"), texts, strict=True), 1)
    )
    found = list(changed_numbers(first, second, difference(first, second)))
    spans = [(texts[0][slice(*f.before)], texts[1][slice(*f.after)]) for f in found if f.before and f.after]
    assert len(spans) == len(found) == (told is not None)
    for left, right in spans:
        assert told is not None and left.startswith(told[0]) and right.startswith(told[1]), spans
