"""Lines of a picture are parted at gutters, ordered, and their lost blanks and quotation marks found."""

from __future__ import annotations

import numpy as np
import pytest

from components.ingest.ocr.line_order import part_by_columns, rows
from components.ingest.ocr.recognition import RecognisedWord, Row, curl_quotation_marks
from components.ingest.ocr.word_gaps import least_blank, part_words


def corners(left: float, top: float, right: float, bottom: float) -> np.ndarray:
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)


def sheet(lines: list[tuple[int, int, int]]) -> np.ndarray:
    """A page's ink: at each (left, right, top) a line of dashes 20 high, as letters and blanks are."""
    dark = np.zeros((900, 900), np.bool_)
    for left, right, top in lines:
        for x in range(left, right, 60):
            dark[top + 2 : top + 18, x : min(right, x + 52)] = True
    return dark


def test_lines_across_two_columns_are_parted_at_the_gutter() -> None:
    text = [(left, left + 340, top) for top in range(100, 400, 30) for left in (100, 460)]
    boxes = [corners(98, top, 802, top + 20) for top in range(100, 400, 30)]
    found = rows(boxes, sheet(text))
    assert len(found) == 20
    assert {round(r.left) < 440 and r.right < 462 for r in found} == {True, False}
    columns = part_by_columns([Row(r.corners, [RecognisedWord("words", r.left, r.right, 1.0)] * 5) for r in found])
    assert [len(c) for c in columns] == [10, 10]
    assert columns[0][-1].left < 440 < columns[1][0].left


def test_a_line_whose_words_stand_far_apart_stays_one() -> None:
    """Set justified in a narrow column: white in one line alone is no gutter, however wide."""
    whole = [(100, 460, top) for top in range(100, 400, 30) if top != 250]
    boxes = [corners(98, top, 462, top + 20) for _, _, top in whole]
    parted = [corners(98, 250, 212, 270), corners(300, 250, 462, 270)]
    found = rows([*boxes, *parted], sheet([*whole, (100, 210, 250), (302, 460, 250)]))
    assert len(found) == 10


def row(left: float, right: float, top: float, words: int = 6) -> Row:
    return Row(corners(left, top, right, top + 20), [RecognisedWord("word", left, right, 1.0)] * words)


def test_what_is_left_of_a_short_second_column_comes_first() -> None:
    left = [row(100, 440, top) for top in range(200, 700, 30)]
    right = [row(460, 800, top) for top in (100, 130)]
    columns = part_by_columns([*right, *left])
    assert [c[0].left for c in columns] == [100, 460]


def test_a_heading_across_all_columns_comes_before_them() -> None:
    body = [row(left, left + 200, top) for top in range(200, 700, 30) for left in (100, 330, 560)]
    columns = part_by_columns([*body, row(100, 760, 100)])
    assert [(round(c[0].left), len(c)) for c in columns] == [(100, 1), (100, 17), (330, 17), (560, 17)]


def test_a_tables_cells_are_read_row_by_row() -> None:
    cells = [row(left, left + 120, top, words=2) for top in range(200, 320, 30) for left in (100, 400, 700)]
    assert [[round(r.left) for r in line] for line in part_by_columns(cells)] == [[100, 400, 700]] * 4


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("reachedhim", ["reached", "him"]),
        ("photographs,”Ruth", ["photographs,”", "Ruth"]),
        ("Thursday.A", ["Thursday.", "A"]),
        ("files.“The", ["files.", "“The"]),
        ("parents’group", ["parents’", "group"]),
        ("Isent", ["I", "sent"]),
        ("OttilieVaughan-Fry", ["Ottilie", "Vaughan-Fry"]),
        ("(t.wolfe@letters.example)he", ["(t.wolfe@letters.example)", "he"]),
        ("McCarthy", ["McCarthy"]),
        ("Iorwerth", ["Iorwerth"]),
        ("4,300", ["4,300"]),
        ("O’Toole", ["O’Toole"]),
        ("a.m.", ["a.m."]),
        ("reviews@tallow-finch.example", ["reviews@tallow-finch.example"]),
        ("well-known", ["well-known"]),
    ],
)
def test_lost_blanks_are_found_and_none_is_made(word: str, found: list[str]) -> None:
    places = [(n + 0.5) / len(word) for n in range(len(word))]
    white = [(n / len(word), 0.2) for n in range(1, len(word))]  # as wide as a blank between any two letters
    assert [word[s:e] for s, e in part_words(word, places, white)] == found


def test_a_narrow_blank_counts_between_two_words_alone() -> None:
    word = "thisnewspaper"
    at = [(n + 0.5) / len(word) for n in range(len(word))]
    assert part_words(word, at, [(4 / len(word), 0.08)]) == [(0, 4), (4, len(word))]
    assert part_words("coastguard", at, [(0.5, 0.08)]) == [(0, 10)]
    assert part_words("headquarters", at, [(4 / len(word), 0.08)]) == [(0, 12)]


def test_loosely_set_letters_are_no_words() -> None:
    """White between letters that is narrower than the line's own blanks parts nothing."""
    text = "we met in depend"
    places = [None if c == " " else (n + 0.5) / len(text) for n, c in enumerate(text)]
    white = [((n + 0.5) / len(text), 0.3) for n, c in enumerate(text) if c == " "]
    assert least_blank(places, white) == pytest.approx(0.18)
    word = "independent"
    at = [(n + 0.5) / len(word) for n in range(len(word))]
    assert part_words(word, at, [(n / len(word), 0.15) for n in range(1, len(word))], 0.18) == [(0, len(word))]


@pytest.mark.parametrize(
    ("word", "printed"),
    [('"I', "“I"), ('said,"', "said,”"), ("It's", "It’s"), ("'tis", "’tis"), ('("No', "(“No"),
     ('files.“The', "files.“The"),
     ("'Yes,'", "‘Yes,’"), ("'90s", "’90s")],
)  # fmt: skip
def test_quotation_marks_turn_as_in_print(word: str, printed: str) -> None:
    assert curl_quotation_marks(word) == printed
