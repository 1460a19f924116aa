"""Lines at places made by hand: their reading order, what is head and foot of a page, words broken at line ends."""

from __future__ import annotations

import pytest

from components.ingest.page_layout.headers_and_footers import _outside, edge_lines
from components.ingest.page_layout.hyphenation import breaks_words, join_lines, known_in, tidy_line
from components.ingest.page_layout.lines import Line, Page, Stack
from components.ingest.page_layout.reading_order import _box as column_box
from components.ingest.page_layout.reading_order import _first, _next, sort_by_reading_order
from tests.ingest.test_page_layout_paragraphs import FULL, line

# -- reading order --------------------------------------------------------------------------------------------------


def stack(left: float, right: float, top: float, lines: int, text: str = "words of a column") -> Stack:
    return Stack([line(text, left, right, top + 12 * n + 8) for n in range(lines)])


@pytest.mark.parametrize(("p", "q", "expected"), [
    (stack(0, 100, 0, 2), stack(0, 100, 100, 2), 0), (stack(0, 100, 100, 2), stack(0, 100, 0, 2), 1),
    (stack(0, 100, 100, 2), stack(95.1, 195, 0, 2), None), (stack(0, 100, 100, 2), stack(94, 194, 0, 2), 1),
    (stack(0, 100, 0, 5), stack(120, 220, 0, 5), 0), (stack(120, 220, 0, 5), stack(0, 100, 0, 5), 1),
    (stack(0, 100, 0, 4), stack(120, 220, 0, 4), 0), (stack(0, 100, 0, 3), stack(120, 220, 0, 5), None),
    (stack(0, 100, 200, 5), stack(120, 220, 0, 5), 0), (stack(0, 100, 200, 3), stack(120, 220, 0, 5), None),
    # A box that is set into a column is read after it.
    (stack(0, 100, 0, 8), stack(60, 140, 20, 2), 0), (stack(60, 140, 20, 2), stack(0, 100, 0, 8), 1),
    (stack(0, 100, 0, 3), stack(60, 160, 0, 3), 0),  # as large: the first of the file
])  # fmt: skip
def test_which_of_two_stacks_comes_first(p: Stack, q: Stack, expected: int | None) -> None:
    assert _first(0, 1, [p, q], [column_box(p), column_box(q)]) == expected


def test_one_line_in_ten_may_run_over_a_columns_edge() -> None:
    six, seven = stack(50, 100, 0, 6), stack(50, 100, 0, 7)
    for one in (six, seven):
        one.lines[2] = line("a wide line", 0, 300, 32)
    assert column_box(six)[0::2] == (0, 300)
    assert column_box(seven)[0::2] == (50, 100)
    assert column_box(seven)[1] == 0
    assert column_box(seven)[3] == pytest.approx(82.5)


def test_what_follows_in_the_file_is_next() -> None:
    assert _next([0, 3, 5], 2) == 3
    assert _next([0, 3, 5], 3) == 0
    assert _next([4, 5], None) == 4


def test_columns_below_a_heading_and_above_a_foot() -> None:
    head, left, right, foot = stack(0, 220, 0, 1), stack(0, 100, 30, 6), stack(120, 220, 30, 6), stack(0, 220, 120, 1)
    for order in ([head, left, right, foot], [foot, right, left, head], [right, foot, head, left]):
        assert [id(s) for s in sort_by_reading_order(order)] == [id(s) for s in (head, left, right, foot)]


def test_a_heading_across_both_columns_parts_what_is_above_from_what_is_below() -> None:
    upper = [stack(0, 100, 0, 5), stack(120, 220, 0, 5)]
    across = stack(0, 220, 80, 1)
    lower = [stack(0, 100, 110, 5), stack(120, 220, 110, 5)]
    expected = [*upper, across, *lower]
    assert [id(s) for s in sort_by_reading_order(expected[::-1])] == [id(s) for s in expected]


# -- heads and feet -------------------------------------------------------------------------------------------------

BODY = [300 + 12 * n for n in range(20)]


def edges(*per_page: list[Line], height: float = 1000) -> list[list[str]]:
    """The lines that are head or foot of each page, beside a body of twenty lines."""
    made = []
    for n, extra in enumerate(per_page, 1):
        body = [line(f"{FULL} {chr(96 + n)}{k}", base=b, page=n) for k, b in enumerate(BODY)]
        made.append((Page(n, 200, height, []), [*extra, *body]))
    cut = edge_lines(made)
    return [[x.text for x in lines if id(x) in cut] for _, lines in made]


@pytest.mark.parametrize(("text", "base", "size", "expected"), [
    ("17", 960, 10, True), ("Page 3 of 12", 40, 10, True), ("- xiv -", 960, 10, True), ("page seven", 40, 10, False),
    ("12345", 960, 10, False), ("3/12", 40, 10, True),
    ("The Kelmouth Courier", 40, 9, True),  # small, outermost and apart
    ("The Kelmouth Courier", 40, 10, False), ("The Kelmouth Courier", 40, 9.8, False),
    ("The Kelmouth Courier", 74.9, 9, True), ("The Kelmouth Courier", 75.1, 9, False),
    ("The mayor said so.", 40, 9, False), ("© The Kelmouth Courier. All rights reserved.", 960, 9, True),
    ("https://courier.example/pier 1/3", 960, 10, True), ("5/14/2024, 10:12 Pier fire", 40, 10, True),
    ("Continued on Page A7", 500, 10, True), ("The story continues on page 7", 40, 10, False),
])  # fmt: skip
def test_what_is_head_or_foot_of_one_page(text: str, base: float, size: float, expected: bool) -> None:
    assert edges([line(text, base=base, size=size)]) == [[text] if expected else []]


@pytest.mark.parametrize(("pages", "with_head", "expected"), [
    (2, 2, True), (2, 1, False), (5, 2, True), (6, 2, False), (6, 3, True), (1, 1, False),
])  # fmt: skip
def test_a_line_that_comes_again_is_a_head(pages: int, with_head: int, expected: bool) -> None:
    """On two pages, and on two of five; numbers in it may differ."""
    numbers = [1, 2, 4][:with_head] if pages == 6 else list(range(1, with_head + 1))
    given = [[line(f"Annual report {n}", base=40, page=n)] if n in numbers else [] for n in range(1, pages + 1)]
    assert edges(*given) == [[f"Annual report {n}"] if expected and n in numbers else [] for n in range(1, pages + 1)]


def test_what_comes_again_farther_from_the_edge_is_no_head() -> None:
    """15 in 100 of the page's height: the line must stand in it wholly."""
    assert edges(*([line("Annual report", base=147.4, page=n)] for n in (1, 2))) == [["Annual report"]] * 2
    assert edges(*([line("Annual report", base=147.6, page=n)] for n in (1, 2))) == [[], []]
    assert edges(*([line("Annual report", base=858.1, page=n)] for n in (1, 2))) == [["Annual report"]] * 2
    assert edges(*([line("Annual report", base=857.9, page=n)] for n in (1, 2))) == [[], []]


@pytest.mark.parametrize("foot", [False, True])
@pytest.mark.parametrize(("others", "expected"), [
    ([], 2), ([55], 2), ([55, 70], 2), ([55, 70, 85], 1), ([55, 70, 85.1], 2), ([65.1, 70, 75], 2), ([65, 70, 75], 1),
    ([25], 2), ([25, 55], 2), ([25, 55, 70], 0), ([25, 55, 70.1], 2), ([10, 20], 2), ([10, 20, 65], 0),
    ([10, 20, 65.1], 2), ([10, 20, 30], 0),
])  # fmt: skip
def test_how_a_line_stands_at_the_edge(others: list[float], expected: int, foot: bool) -> None:
    """Of two others at most and with white towards the text: a head; a foot is the same upside down."""
    rows = [line("x", base=1008 - b if foot else b) for b in others]
    assert _outside(line("head", base=958 if foot else 50), rows, Page(1, 200, 1000, [])) == expected


def test_a_dated_head_needs_no_white() -> None:
    close = [line("x", base=b) for b in (55, 70, 85)]
    dated = line("The Courier, 14 May 2024 Page A7", base=50)
    assert _outside(dated, close, Page(1, 200, 1000, [])) == 2
    assert _outside(dated, [line("x", base=25), *close], Page(1, 200, 1000, [])) == 0


# -- broken words ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lines", "known", "expected"), [
    (["the fire-", "men came"], (), "the firemen came"), (["the well-", "known mayor"], (), "the well-known mayor"),
    (["the co-", "operation"], ("co-operation",), "the co-operation"),
    (["the Kel-", "mouth pier"], (), "the Kelmouth pier"),
    (["twenty-", "two people"], (), "twenty-two people"), (["mother-in-", "law said"], (), "mother-in-law said"),
    (["in 2019-", "2020 it"], (), "in 2019-2020 it"), (["the pier-", "The mayor"], (), "the pier-The mayor"),
    (["the FIRE-", "MEN came"], (), "the FIREMEN came"), (["a X-", "RAY of it"], (), "a X-RAY of it"),
    (["the fire\u00ad", "men came"], (), "the firemen came"), (["the fire\u00ad"], (), "the fire"),
    (["he said —", "and left"], (), "he said — and left"), (["pier—", "and sea"], (), "pier—and sea"),
    (["and/", "or"], (), "and/or"), (["and /", "or"], (), "and / or"),
    (["name", "@home.example"], (), "name@home.example"),
    (["the fire-", "-men came"], (), "the firemen came"), (["", "the fire", "", "came", ""], (), "the fire came"),
    (["it was unfortu", "nately gone"], (), "it was unfortunately gone"), (["it was", "gone"], (), "it was gone"),
    (["cafe", "\u0301x"], (), "cafe \u0301x"),
])  # fmt: skip
def test_lines_are_joined(lines: list[str], known: tuple[str, ...], expected: str) -> None:
    text, places = join_lines(lines, frozenset(known))
    assert text == expected
    assert len(places) == len(lines)
    assert all(0 <= a <= b <= len(text) for a, b in places)


def test_each_line_has_its_place_in_the_paragraph() -> None:
    assert join_lines(["the fire-", "men", "", "came"], frozenset()) == (
        "the firemen came", [(0, 8), (8, 11), (11, 11), (12, 16)])  # fmt: skip
    assert join_lines(["a soft\u00ad"], frozenset()) == ("a soft", [(0, 6)])


def test_words_of_a_text_that_breaks_none_keep_their_hyphen() -> None:
    assert join_lines(["the court-", "room"], frozenset(), breaks=False)[0] == "the court-room"
    assert join_lines(["the Kel-", "mouth"], frozenset(), breaks=False)[0] == "the Kelmouth"


def test_whether_a_text_breaks_its_words() -> None:
    plain = ["the pier of Kelmouth"] * 22
    assert breaks_words([*plain, "it was unfortu-", "nately gone", "x"])
    assert breaks_words([*plain, "a court-", "room"])  # 24 lines: too few to tell
    assert not breaks_words([*plain, "a court-", "room", "x"])
    assert breaks_words([*plain, "x", "it was unfortu-", "nately gone"])
    assert not breaks_words([*plain, "it was unfortu-", "Nately gone", "x"])


def test_the_words_that_stand_whole() -> None:
    assert known_in(["One two-three four", "five six se-", "ven eight"]) == {"two-three", "four", "six", "eight"}


@pytest.mark.parametrize(("given", "expected"), [
    ("  the   pier ", "the pier"), ("fire\x02", "fire-"), ("fire\ufffe", "fire-"), ("fire\u00ad ", "fire\u00ad"),
    ("\u00ad", ""), (" \u200b ", ""), ("cafe\u0301", "café"),
])  # fmt: skip
def test_a_line_is_tidied(given: str, expected: str) -> None:
    assert tidy_line(given) == expected
