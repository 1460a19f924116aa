"""Spans, and what is found by them."""

from __future__ import annotations

import pytest

from components.domain.find_words import LONGEST, MOST_PARTS, find_everywhere, find_words, whole_words
from components.domain.plural import plural
from components.domain.record import Sentence
from components.domain.spans import SpanIndex, contains, hull, overlaps, stands_on, trim_span

Span = tuple[int, int]


@pytest.mark.parametrize(("a", "b", "shares"), [
    ((0, 5), (4, 9), True), ((0, 5), (5, 9), False), ((5, 9), (0, 5), False), ((2, 3), (0, 9), True),
    ((0, 9), (2, 3), True), ((0, 1), (2, 3), False), ((4, 9), (0, 5), True),
])  # fmt: skip
def test_spans_share_a_character_or_none(a: Span, b: Span, shares: bool) -> None:
    assert overlaps(a, b) is shares
    assert stands_on(Sentence(start=a[0], end=a[1], paragraph=0), b) is shares


@pytest.mark.parametrize(("outer", "inner", "holds"), [
    ((0, 5), (0, 5), True), ((0, 5), (1, 5), True), ((0, 5), (0, 6), False), ((1, 5), (0, 5), False),
    ((0, 5), (2, 3), True),
])  # fmt: skip
def test_a_span_holds_another(outer: Span, inner: Span, holds: bool) -> None:
    assert contains(outer, inner) is holds


def test_the_smallest_span_that_holds_all() -> None:
    assert hull([(4, 6), (1, 2), (3, 9)]) == (1, 9)
    with pytest.raises(ValueError, match="no spans given"):
        hull([])


@pytest.mark.parametrize(("text", "also", "left"), [
    ("  a b  ", "", "a b"), ("a", "", "a"), ("   ", "", ""), ("“a b.”", "“”", "a b."), (" ,a, ", ",", "a"),
    (",,", ",", ""),
])  # fmt: skip
def test_a_span_without_what_stands_at_its_ends(text: str, also: str, left: str) -> None:
    assert text[slice(*trim_span(text, (0, len(text)), also))] == left


def test_an_index_finds_what_shares_a_character_in_the_order_added() -> None:
    index = SpanIndex([((0, 10), "a"), ((250, 260), "b"), ((700, 800), "c"), ((5000, 5001), "d")])
    index.add([(10, 20), (5000, 5010)], "e")
    for span, wanted in (((0, 5), "a"), ((255, 257), "b"), ((256, 257), "b"), ((799, 900), "c"), ((5000, 5001), "de")):
        found = index.near(span)
        assert set(wanted) <= set(found) and found == sorted(found)
    assert index.near((2000, 2100)) == [] and index.near((0, 5), (5000, 5001)) == ["a", "b", "d", "e"]
    assert SpanIndex[str]().near((0, 5)) == []


TEXT = "The city’s “new” bridge: the new  bridge\nopened. Newbridge is a new bridge – said the mayor."


@pytest.mark.parametrize(("words", "near", "found"), [
    ("bridge", 0, ["bridge"]), ("city's \"new\" bridge", 0, ["city’s “new” bridge"]),
    ("new bridge opened", 0, ["new  bridge\nopened"]), ("new bridge", 0, ["new  bridge"]),
    ("new bridge", 70, ["new bridge"]), ("bridge - said", 0, ["bridge – said"]), ("NEW", 0, None), ("", 0, None),
    ("The … new … bridge", 0, ["The", "new", "bridge"]), ("mayor … The", 0, None), ("weather", 0, None),
    ("The … weather", 0, None),
])  # fmt: skip
def test_words_are_found_as_a_reader_writes_them(words: str, near: int, found: list[str] | None) -> None:
    spans = find_words(TEXT, words, near=near)
    assert (spans and [TEXT[slice(*s)] for s in spans]) == found


def test_the_place_nearest_to_where_the_reader_is_counts() -> None:
    assert find_words("a b a b a", "a", near=0) == ((0, 1),)
    assert find_words("a b a b a", "a", near=5) == ((4, 5),)
    assert find_words("a b a b a", "a … b", near=9) is None
    assert find_words("a b a b a", "a … b", near=3) == ((4, 5), (6, 7))


def test_words_longer_than_anybody_copies_are_not_looked_for() -> None:
    assert find_words("a" * LONGEST, "a" * LONGEST) == ((0, LONGEST),)
    assert find_words("a" * (LONGEST + 1), "a" * (LONGEST + 1)) is None
    text = " ".join("a" * 30)
    assert len(find_words(text, " … ".join("a" * MOST_PARTS)) or ()) == MOST_PARTS
    assert find_words(text, " … ".join("a" * (MOST_PARTS + 1))) is None


def test_a_name_is_found_as_whole_words_everywhere() -> None:
    assert find_everywhere("Moe said. Moe’s plan, Moeller; Moe", "Moe") == ((0, 3), (10, 13), (31, 34))
    assert find_everywhere("Scott  Moe and Scott\nMoe", "Scott Moe") == ((0, 10), (15, 24))
    assert find_everywhere("moe (a.b)", "a.b") == ((5, 8),) and find_everywhere("axb", "a.b") == ()
    assert find_everywhere("x", " ") == ()


@pytest.mark.parametrize(("span", "words"), [
    ((1, 6), "The city"), ((4, 8), "city"), ((3, 9), "city"), ((5, 5), "city"), ((-3, 2), "The"), ((24, 25), "bridge"),
    ((8, 9), ""), ((13, 13), "opened"), ((0, 99), "The city opened it. Again"),
])  # fmt: skip
def test_a_hand_that_selects_is_a_letter_off(span: Span, words: str) -> None:
    text = "The city opened it. Again"
    text = text if words != "bridge" else "The city opened it. The bridge"
    assert text[slice(*whole_words(text, span))] == words


@pytest.mark.parametrize(("n", "words"), [(0, "0 files"), (1, "1 file"), (2, "2 files"), (1234, "1,234 files")])
def test_a_number_goes_with_its_noun(n: int, words: str) -> None:
    assert plural(n, "file") == words
    assert plural(n, "story", "stories").endswith("story" if n == 1 else "stories")
