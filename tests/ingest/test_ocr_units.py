"""Text recognition without its models: white between letters, lines level and in columns, places and titles."""

from __future__ import annotations

import numpy as np
import pytest

from components.domain.position_on_page import Zone
from components.ingest.ocr.line_order import (
    Strip,
    _alike,
    _groups,
    _gutter,
    _level,
    _over,
    _overlap,
    _runs,
    heights,
    part_by_columns,
)
from components.ingest.ocr.reader import NOTE, DoubtfulWord, ScannedPage, _around, _notes, _share, _title, _zones
from components.ingest.ocr.recognition import RecognisedWord, Row, _least, _sign
from components.ingest.ocr.word_gaps import _known, _parts, _run, least_blank, part_words, white_runs
from components.ingest.page_layout.lines import Page
from components.ingest.page_layout.paragraphs import Paragraph


def row(left: float, right: float, top: float = 100, height: float = 20, text: str = "word") -> Row:
    corners = np.array([[left, top], [right, top], [right, top + height], [left, top + height]], np.float32)
    return Row(corners, [RecognisedWord(text, left, right, 1.0)])


@pytest.mark.parametrize(("places", "white", "expected"), [
    ([], [], 0.11), ([0.1, None, 0.3], [(0.2, 0.5)], 0.11),  # one blank tells nothing
    ([0.1, None, 0.3, None, 0.5], [(0.2, 0.5), (0.4, 0.3)], 0.24), ([0.1, None, 0.3, None, 0.5], [(0.2, 0.5)], 0.11),
    ([0.1, None, 0.3, None, 0.5], [(0.2, 0.1), (0.4, 0.1)], 0.11),
    ([None, 0.1, None, None, 0.3, None], [(0.2, 0.5)], 0.11),
    ([0.1, None, 0.3, None, 0.5], [(0.1, 0.5), (0.2, 0.4), (0.4, 0.4), (0.5, 0.9)], 0.24),
])  # fmt: skip
def test_the_least_width_of_a_blank(
    places: list[float | None], white: list[tuple[float, float]], expected: float
) -> None:
    assert least_blank(places, white) == pytest.approx(expected)


@pytest.mark.parametrize(("word", "at", "wide", "expected"), [
    ("thepier", 3, 0.2, ["the", "pier"]), ("thepier", 3, 0.11, ["the", "pier"]),
    ("thepier", 3, 0.0606, ["the", "pier"]),
    ("thepier", 3, 0.06, ["thepier"]), ("firemen", 4, 0.2, ["firemen"]), ("thepier", 4, 0.2, ["the", "pier"]),
    ("thepier", 2, 0.2, ["the", "pier"]), ("thepier", 5, 0.2, ["thepier"]),
    ("mayorcouncil", 5, 0.2, ["mayor", "council"]),
    ("mayorcouncil", 5, 0.1, ["mayorcouncil"]), ("it", 1, 0.5, ["it"]),
    ("www.thepier.com", 7, 0.5, ["www.thepier.com"]),
    ("burned,and", 1, 0.0, ["burned,", "and"]), ("burned.The", 1, 0.0, ["burned.", "The"]), ("5.30", 1, 0.5, ["5.30"]),
    ("said“gone", 1, 0.0, ["said", "“gone"]), ("mayors’pier", 1, 0.0, ["mayors’", "pier"]),
    ("U.S.The", 1, 0.0, ["U.S.The"]),
    ("(a@b.co)said", 1, 0.0, ["(a@b.co)", "said"]), ("a@b.co)said", 1, 0.0, ["a@b.co)said"]),
])  # fmt: skip
def test_the_parts_of_a_word(word: str, at: int, wide: float, expected: list[str]) -> None:
    places = [float(n) for n in range(len(word))]
    assert [word[a:b] for a, b in part_words(word, places, [(at - 0.5, wide)])] == expected


def test_white_beside_a_word_parts_nothing() -> None:
    places = [float(n) for n in range(7)]
    for middle in (-1.0, 0.0, 6.0, 9.0):
        assert part_words("thepier", places, [(middle, 0.5)]) == [(0, 7)]


@pytest.mark.parametrize(("before", "after", "wide", "expected"), [
    ("fire", "1904", True, False), ("fire", "“gone", True, False), ("fire,", "“gone", False, True),
    ("(", "fire", True, False), ("court-", "room", True, False), ("fire;", "and", False, True),
    ("1904", "fire.", True, True), ("1904", "fire.", False, False), ("1904", "qzxv", True, False),
    ("fire", "The", False, True), ("Mc", "Carthy", True, False), ("burn", "ed", True, False),
    ("mayor", "council", True, True), ("mayor", "council", False, False), ("the", "mayor", False, True),
    ("mayor", "with", False, True), ("qzxv", "mayor", True, False),
])  # fmt: skip
def test_white_is_a_blank(before: str, after: str, wide: bool, expected: bool) -> None:
    assert _parts(before, after, wide) is expected


@pytest.mark.parametrize(("letters", "expected"), [
    ("fire", True), ("of", True), ("ff", False), ("ofthe", True), ("qzxv", False), ("qzfire", False),
    ("Themayor", True),
])  # fmt: skip
def test_letters_are_one_word_or_two(letters: str, expected: bool) -> None:
    assert _run(letters) is expected
    assert _known("FIRE") and not _known("qzxv")


def test_white_in_a_lines_picture() -> None:
    picture = np.full((20, 100), 255, np.uint8)
    picture[4:16, 10:40] = 0
    picture[4:16, 60:90] = 0
    assert white_runs(picture) == [(0.05, 0.5), (0.5, 1.0), (0.95, 0.5)]
    assert white_runs(np.dstack([picture] * 3)) == white_runs(picture)


@pytest.mark.parametrize(("white", "expected"), [
    ([], []), ([1, 1, 1], [(0, 3)]), ([0, 1, 1, 0, 1], [(1, 3), (4, 5)]), ([0, 0], []), ([1, 0, 1], [(0, 1), (2, 3)]),
])  # fmt: skip
def test_runs_of_white(white: list[int], expected: list[tuple[int, int]]) -> None:
    assert _runs(np.array(white, np.bool_)) == expected


@pytest.mark.parametrize(("sign", "expected"), [
    ("，", ","), ("。", "."), ("\uff01", "!"), ("\uff5e", "~"), ("\uff21", "A"), ("\uff5f", "\uff5f"), ("a", "a"),
    ("\uff00", ""), ("\u0301", ""), ("\u200b", ""), ("é", "é"), ("″", '"'), ("「", "“"),
])  # fmt: skip
def test_signs_as_english_print_has_them(sign: str, expected: str) -> None:
    assert _sign(sign) == expected


def test_how_sure_a_word_is() -> None:
    assert _least("fire", [0.9, 0.8, 0.95, 1.0]) == 0.8
    assert _least("“fi”", [0.1, 0.8, 0.95, 0.2]) == 0.8
    assert _least("”", [0.1]) == 1.0


@pytest.mark.parametrize(("a", "b", "expected"), [
    (row(0, 90), row(100, 190), True), (row(0, 90), row(100, 190, 105), True), (row(0, 90), row(100, 190, 106), False),
    (row(100, 190, 105), row(0, 90), True), (row(0, 90), row(100, 190, 93, 34), False),
    (row(0, 90), row(100, 190, 94, 33), True), (row(0, 90), row(100, 190, 94), False),
])  # fmt: skip
def test_rows_are_level(a: Row, b: Row, expected: bool) -> None:
    assert _level(a, b) is expected


@pytest.mark.parametrize(("a", "b", "overlap", "alike"), [
    (row(0, 90), row(80, 170), False, True), (row(0, 91), row(80, 170), True, True),
    (row(0, 90), row(0, 90, 100, 28), True, False), (row(0, 90), row(0, 90, 100, 27), True, True),
    (row(0, 90, 100, 28), row(0, 90), True, False),
])  # fmt: skip
def test_rows_above_each_other_and_alike(a: Row, b: Row, overlap: bool, alike: bool) -> None:
    assert _overlap(a, b) is overlap
    assert _alike(a, b) is alike


@pytest.mark.parametrize(("strip", "expected"), [
    (Strip(92, 98, 100, 200), True), (Strip(92, 98, 110, 200), True), (Strip(92, 98, 111, 200), False),
    (Strip(92, 98, 50, 110), True), (Strip(92, 98, 50, 109), False), (Strip(110, 120, 50, 200), False),
    (Strip(109, 120, 50, 200), True), (Strip(60, 80, 50, 200), False), (Strip(60, 81, 50, 200), True),
])  # fmt: skip
def test_a_gutter_stands_between_two_rows(strip: Strip, expected: bool) -> None:
    assert _gutter(row(0, 90), row(100, 190), [strip]) is expected


@pytest.mark.parametrize(("other", "expected"), [
    (row(0, 190, 130), True), (row(0, 190, 110), False), (row(0, 190, 111), True), (row(0, 190, 136), False),
    (row(0, 190, 135), True), (row(80, 190, 130), False), (row(79, 190, 130), True), (row(0, 110, 130), False),
    (row(0, 111, 130), True), (row(0, 190, 126, 28), False), (row(0, 190, 126, 27), True), (row(0, 190, 70), True),
])  # fmt: skip
def test_a_line_runs_over_what_is_between_two_rows(other: Row, expected: bool) -> None:
    a, b = row(0, 90), row(100, 190)
    assert _over(a, b, [a, b, other]) is expected


def test_columns_in_groups_whose_spans_do_not_meet() -> None:
    columns = [[row(0, 50)], [row(50, 90)], [row(91, 100)], [row(10, 20)]]
    groups = _groups(columns, lambda c: (c[0].left, c[0].right))
    assert [[c[0].left for c in g] for g in groups] == [[0, 10, 50], [91]]
    assert _groups([], lambda c: (0, 0)) == []


@pytest.mark.parametrize(("step", "count"), [(37, 1), (38, 1), (39, 2)])
def test_lines_of_one_column_stand_near(step: float, count: int) -> None:
    assert len(part_by_columns([row(0, 200, 100), row(0, 200, 100 + step)])) == count


def test_columns_of_nearly_the_usual_height_have_it() -> None:
    columns = [[row(0, 90, height=h, text="w" * n)] for h, n in ((20, 9), (22, 1), (23, 1))]
    assert heights(columns) == [20, 20, 23]
    assert heights(columns[::-1]) == [23, 20, 20]
    assert heights([]) == []


@pytest.mark.parametrize(("value", "expected"), [(-0.1, 0.0), (1.1, 1.0), (0.12345, 0.1235), (0.12344, 0.1234)])
def test_a_share_of_the_page(value: float, expected: float) -> None:
    assert _share(value) == expected


def test_the_box_around_boxes() -> None:
    assert _around([(0.1, 0.5, 0.3, 0.6), (0.2, 0.4, 0.9, 0.55)]) == (0.1, 0.4, 0.9, 0.6)


def para(text: str, size: float = 10, page: int = 1, cut: str = "") -> Paragraph:
    return Paragraph(text, (), size, page, cut)


BODY = [para("on and on it went " * 5) for _ in range(3)]


@pytest.mark.parametrize(("first", "expected"), [
    ([para("Pier fire", 12.5)], "Pier fire"), ([para("Pier fire", 12.4)], None), ([para("Fire", 14)], None),
    ([para("w " * 40, 14)], "w " * 40), ([para("w " * 41, 14)], None), ([para("Pier fire", 14, cut="page head")], None),
    ([para("Kelmouth Courier", 13), para("Pier fire", 14)], "Pier fire"),
    ([para("a", 10)] * 5 + [para("Pier fire", 14)], "Pier fire"), ([para("a", 10)] * 6 + [para("Pier fire", 14)], None),
])  # fmt: skip
def test_the_title_is_in_the_largest_letters(first: list[Paragraph], expected: str | None) -> None:
    assert _title([*first, *BODY * 3]) == expected


def test_the_title_stands_on_the_first_page() -> None:
    assert _title([*BODY, para("Pier fire", 14, page=2)]) is None
    assert _title([]) is None


def test_which_pages_were_recognised() -> None:
    pages = [Page(n, 100, 100, []) for n in (1, 2, 3)]
    assert _notes(pages, [1, 2, 3]) == (NOTE,)
    (note,) = _notes(pages, [2])
    assert note != NOTE and "2" in note and note.endswith(NOTE.removeprefix("Read"))


def test_doubtful_words_have_their_places_in_the_paragraph() -> None:
    box, shown = (0.1, 0.1, 0.9, 0.2), (0.2, 0.3, 0.4, 0.5)
    seen = (("it", 80), ("it", 20), ("no", 50))
    doubts = [DoubtfulWord(w, x, 15, (x / 100, 0.1, x / 100, 0.2), 0.5) for w, x in seen]
    scan = ScannedPage(Page(1, 100, 100, []), doubts, [(10, 15, shown), (10, 25, box)], 10)
    one = Paragraph("it went as it", (Zone(0, 13, 1, box), Zone(0, 2, 2, box)), 10, 1)
    assert _zones(one, {1: scan}) == (
        Zone(0, 13, 1, shown), Zone(0, 2, 1, (0.2, 0.1, 0.2, 0.2), sure=False),
        Zone(11, 13, 1, (0.8, 0.1, 0.8, 0.2), sure=False), Zone(0, 2, 2, box),
    )  # fmt: skip
