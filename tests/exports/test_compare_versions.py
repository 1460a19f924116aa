"""Two versions of a story in words: what was changed, and what that did."""

from __future__ import annotations

import msgspec
import pytest

from components.collection.comparison import compare
from components.domain.record import QuoteKind, Record
from components.exports.compare_headline import finding, further
from components.exports.compare_labels import article_labels, version_labels
from components.exports.compare_lines import change_lines, fact_groups
from components.exports.list_rows import ListGroup
from tests.collection.comparison.made import quote, record
from tests.collection.comparison.test_versions import FIRST, SECOND


def told(groups: list[ListGroup]) -> dict[str, list[str]]:
    return {g.head: [r.label for r in g.rows] for g in groups}


@pytest.fixture
def versions() -> list[Record]:
    return [
        record("first", FIRST, people=["Peter Lund", "Ida Berg"], days={"Monday": "2026-03-02"},
               quotes=[quote(FIRST, "“We will find out who is to blame for this,”", "Peter Lund")]),
        record("second", SECOND, people=["Peter Lund", "Mary Jones"], days={"Sunday": "2026-03-01"},
               quotes=[quote(SECOND, "“We will find out who is to blame,”", "Peter Lund")]),
    ]  # fmt: skip


def test_changes_between_versions_are_told_in_words(versions: list[Record]) -> None:
    found = compare(versions, version_of={"second": "first"})
    labels = version_labels(article_labels(versions), found.versions)
    assert [one.name for one in labels] == ["the earlier text", "the later text"]
    assert finding(found, versions, labels) == (
        "Of the two versions’ sentences three are the same, one is changed in words, one is new, two are cut and one"
        " stands elsewhere."
    )
    assert told(fact_groups(found)) == {
        "Quotes": ["“We will find out who is to blame for this,” became “We will find out who is to blame,”"],
        "Names": ["“Ida Berg” is gone", "“Mary Jones” is new"],
        "Numbers": ["“At least 12” became “At least 14”", "“$3 million” is new"],
        "Dates": ["“Monday” became “Sunday”"],
    }
    rows = change_lines(found, whole=False)
    assert [(r.head, r.what) for r in rows] == [
        ("Paragraph 2", "changed"), ("", "cut"), ("", "cut"),
        ("Paragraph 3", "stands elsewhere"), ("Paragraph 4", "new"),
    ]  # fmt: skip
    assert {r.what for r in change_lines(found, whole=True)} >= {"", "changed", "new", "cut"}


def test_two_versions_with_the_same_words_say_so(versions: list[Record]) -> None:
    same = [versions[0], msgspec.structs.replace(versions[0], id="again")]
    assert finding(compare(same), same, article_labels(same)) == "The two texts have the same words."


def test_paraphrases_stand_in_no_quotation_marks() -> None:
    def told_of(name: str, words: str, kind: QuoteKind) -> Record:
        text = f"Peter Lund said {words} {FIRST}"
        return record(name, text, people=["Peter Lund"], quotes=[quote(text, words, "Peter Lund", kind)])

    old = told_of("a", "that the bridge would open soon.", "indirect")
    new = told_of("b", "that the bridge would never open.", "indirect")
    (words,) = told(fact_groups(compare([old, new], version_of={"b": "a"})))["Quotes"]
    assert words == "Before: that the bridge would open soon. · After: that the bridge would never open."
    taxes = told_of("c", "that taxes would rise sharply.", "indirect")
    mixed = told_of("d", "that schools were “a shame” to everybody.", "mixed")
    assert told(fact_groups(compare([taxes, mixed], version_of={"d": "c"})))["Quotes"] == [
        "Before: that taxes would rise sharply.", "After: that schools were “a shame” to everybody.",
    ]  # fmt: skip


def test_of_three_articles_it_is_said_which_are_versions(versions: list[Record]) -> None:
    third = record("third", "Something else entirely happened in the north.", outlet="The Post")
    first, second = (msgspec.structs.replace(v, outlet=n) for v, n in zip(versions, ("Wire", "Paper"), strict=True))
    three = [first, second, third]
    said = finding(compare(three, version_of={"second": "first"}), three, article_labels(three))
    assert said.startswith("Wire and Paper are versions of one story. Of the two versions’ sentences three are")


def test_that_nothing_tells_which_version_is_the_later_is_said(versions: list[Record]) -> None:
    other = msgspec.structs.replace(versions[0], id="other", text=FIRST.replace("12 people", "14 people"))
    both = [versions[0], other]
    found = compare(both)
    assert found.versions is not None
    labels = version_labels(article_labels(both), found.versions)
    assert [one.name for one in labels] == ["the first text", "the second text"]
    assert any(line.startswith("Neither dates nor the library tell") for line in further(found, both, labels))
