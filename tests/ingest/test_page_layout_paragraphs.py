"""Lines at places made by hand: where paragraphs begin and end, in which order they are read, what is head and foot."""

from __future__ import annotations

import pytest

from components.ingest.page_layout.headers_and_footers import _outside, edge_lines
from components.ingest.page_layout.hyphenation import breaks_words, join_lines, known_in, tidy_line
from components.ingest.page_layout.lines import Line, Page, Stack, Word
from components.ingest.page_layout.paragraphs import (
    Paragraph,
    _begins,
    _box,
    _ends,
    _full,
    _initial,
    _is_notes,
    _leading,
    _Part,
    _raised,
    _rest,
    _row,
    _spaced,
    _split,
    _text,
    _with_edges,
    paragraphs,
)
from components.ingest.page_layout.reading_order import _box as column_box
from components.ingest.page_layout.reading_order import _first, _next, sort_by_reading_order


def word(text: str, left: float, right: float, base: float = 100, size: float = 10, *, glued: bool = False) -> Word:
    return Word(text, left, base - 0.8 * size, right, base + 0.25 * size, base, size, glued=glued)


def line(text: str, left: float = 0, right: float = 200, base: float = 100, size: float = 10, page: int = 1) -> Line:
    """A line of words as wide as their letters ask for, the blanks alike."""
    words = text.split()
    letters = sum(map(len, words)) + 0.5 * (len(words) - 1)
    unit = (right - left) / letters
    out, x = [], left
    for w in words:
        out.append(word(w, x, x + unit * len(w), base, size))
        x += unit * (len(w) + 0.5)
    out[-1].right = right
    return Line(out, page, 0).settle()


def column(*given: str | tuple[str, float, float], step: float = 12, top: float = 100, size: float = 10) -> list[Line]:
    made = []
    for n, one in enumerate(given):
        text, left, right = (one, 0, 200) if isinstance(one, str) else one
        made.append(line(text, left, right, top + step * n, size))
    return made


FULL = "the pier of Kelmouth burned for hours"


@pytest.mark.parametrize(("step", "expected"), [(14.6, False), (15.14, False), (15.2, True), (24, True)])
def test_a_larger_distance_begins_a_paragraph(step: float, expected: bool) -> None:
    lines = [line(FULL), line("and was gone by the morning of Monday", base=100 + step)]
    assert _begins(lines, 1, 12) is expected


@pytest.mark.parametrize(("before", "first", "second", "third", "expected"), [
    # Indentation, told by the line above and the line below.
    (FULL, ("It was seen from the hills", 6, 200), FULL, None, False),
    (FULL, ("It was seen from the hills", 6.1, 200), FULL, None, True),
    (FULL, ("it was seen from the hills", 6.1, 200), FULL, None, True),
    (FULL, ("it was seen from the hills", 6.1, 200), ("it went on", 0.2, 200), None, False),
    (FULL, ("it was seen from the hills", 6, 200), ("it went on", -1, 200), None, False),
    # The last line of a stack has none below it: then a sentence must have ended.
    ("the pier of Kelmouth burned.", ("and was seen from the hills", 6.1, 200), None, None, True),
    (FULL, ("and was seen from the hills", 6.1, 200), None, None, False),
    # What stands in below a bullet is its own line.
    ("• the pier burned", ("it was seen from the hills", 8, 200), FULL, None, False),
    # A bullet of its own begins one wherever; a number or a dash after a sentence.
    (FULL, "• the pier burned", None, None, True),
    (FULL, "▪ the pier burned", None, None, True),
    (FULL, "- the pier burned", None, None, False),
    (FULL + ".", "- the pier burned", None, None, True),
    (FULL + ".", "2. the pier burned", None, None, True),
    (FULL + ".", "(12) the pier burned", None, None, True),
    (FULL + ".", "123. the pier burned", None, None, False),
    (FULL, "2. the pier burned", None, None, False),
    # Room at a line's end after a sentence: for the next line's first word and half a letter.
    ("the pier burned.", "and was seen from the hills", None, None, False),
    (("the pier burned.", 0, 120), "and was seen from the hills", None, None, False),
    (("the pier burned.", 0, 120), "It was seen from the hills", None, None, True),
    (("the pier burned.", 0, 190), "Kelmouth was seen from the hills", None, None, False),
    # Without a sentence's end only half a line's room, before a capital.
    (("The pier", 0, 99), "It was seen from the hills", None, None, True),
    (("The pier", 0, 100), "It was seen from the hills", None, None, False),
    (("The pier", 0, 60), "9 people were there", None, None, False),
    (("The pier", 0, 60), "“quoted words of somebody", None, None, False),
])  # fmt: skip
def test_where_a_paragraph_begins(before, first, second, third, expected: bool) -> None:  # type: ignore[no-untyped-def]
    lines = column(FULL, *(x for x in (before, first, second, third) if x is not None))
    assert _begins(lines, 2, 12) is expected


@pytest.mark.parametrize(("right", "expected"), [(175, False), (174.9, True)])
def test_the_room_for_the_next_word(right: float, expected: bool) -> None:
    last = Line([word("burned.", 0, right)], 1, 0).settle()
    new = Line([word("It", 0, 20, 112), word("was", 25, 200, 112)], 1, 0).settle()
    assert _begins([line(FULL, base=88), last, new], 2, 12) is expected


@pytest.mark.parametrize(("n", "expected"), [(4, True), (1, False)])
def test_the_room_is_told_by_three_lines_above_and_below(n: int, expected: bool) -> None:
    """A wide line four lines up says nothing of a narrow column's."""
    rights = [300, 200, 200, 160, 200, 200, 200] if n == 4 else [150, 200, 200, 200, 200]
    lines = [
        Line([word("burned." if k == n - 1 else "on", 0, right, 100 + 12 * k)], 1, 0).settle()
        for k, right in enumerate(rights)
    ]  # fmt: skip
    lines[n].words[:] = [word("It", 0, 20, lines[n].base), word("was", 25, 200, lines[n].base)]
    lines[n].settle()
    room = min(max(rights[max(0, n - 3) : n]), max(rights[n : n + 3])) - rights[n - 1]
    assert _begins(lines, n, 12) is expected is (room > 25)


@pytest.mark.parametrize(("text", "expected"), [
    ("burned.", True), ("burned!", True), ("burned?”", True), ("burned:", True), ("burned;", True), ("burned…", True),
    ("burned.)", True), ("burned.12", True), ("burned.”3", True), ("burned.123", False), ("burned,", False),
    ("burned", False), ("burned)", False), ("burned7", False),
])  # fmt: skip
def test_a_sentence_ends(text: str, expected: bool) -> None:
    assert _ends(line(f"it {text}")) is expected
    assert _ends(line(text)) is expected


def test_a_raised_number_after_a_sentence_calls_a_note() -> None:
    words = [word("burned.", 0, 50), word("3", 50, 54, 94, 6, glued=True)]
    assert _ends(Line(words, 1, 0).settle())
    assert not _ends(Line([word("burned", 0, 50), word("3", 50, 54, 94, 6, glued=True)], 1, 0).settle())
    assert not _ends(Line([word("3", 50, 54, 94, 6)], 1, 0).settle())


@pytest.mark.parametrize(("size", "base", "text", "expected"), [
    (8.6, 98.7, "3", True), (8.7, 98.7, "3", False), (8.6, 98.8, "3", False), (6, 94, "a", False), (6, 106, "3", False),
])  # fmt: skip
def test_digits_are_raised(size: float, base: float, text: str, expected: bool) -> None:
    made = Line([word("burned", 0, 50), word(text, 50, 54, base, size)], 1, 0).settle()
    assert _raised(made, 1) is expected
    first = Line([word(text, 0, 4, base, size), word("burned", 5, 50)], 1, 0).settle()
    assert _raised(first, 0) is expected


@pytest.mark.parametrize(("cells", "expected"), [
    ([(0, 40), (43, 80), (96, 140)], True), ([(0, 40), (43, 80), (95.9, 140)], False),
    ([(0, 40), (56, 80)], False),  # one gap tells nothing
    ([(0, 40)], False), ([(0, 40), (47, 80), (97.5, 140)], False), ([(0, 40), (47, 80), (97.6, 140)], True),
])  # fmt: skip
def test_a_row_of_a_table_has_uneven_wide_gaps(cells: list[tuple[float, float]], expected: bool) -> None:
    assert _row(Line([word("cell", a, b) for a, b in cells], 1, 0).settle()) is expected


def test_a_row_of_a_table_is_a_paragraph() -> None:
    row = Line([word("fires", 0, 40, 112), word("in", 43, 80, 112), word("of", 160, 200, 112)], 1, 0).settle()
    assert _begins([line(FULL), row], 1, 12)
    row.base = 88
    assert _begins([row, line(FULL)], 1, 24)


def test_glued_words_leave_no_gap() -> None:
    words = [word("a", 0, 40), word("b", 43, 80), word("c", 120, 140, glued=True)]
    assert not _row(Line(words, 1, 0).settle())


def test_the_usual_distance_is_the_quarter_of_the_smallest() -> None:
    lines = [line(FULL, base=b) for b in (100, 112, 125, 139, 154)]
    assert _leading(lines) == {10: 13}
    ended = [line(FULL + "." * (b == 112), base=b) for b in (100, 112, 130)]
    assert _leading(ended) == {10: 12}
    assert _leading([line(FULL), line(FULL, base=108)]) == {}
    assert _leading([line(FULL), line(FULL, base=108.1)]) == {10: pytest.approx(8.1)}
    assert _leading([line(FULL), line(FULL, base=122)]) == {}
    assert _leading([line(FULL), line(FULL, base=121.9)]) == {10: pytest.approx(21.9)}
    assert _leading([line(FULL), line(FULL, base=112, page=2)]) == {}
    assert _leading([line(FULL), line(FULL, base=112, size=10.2)]) == {}


def parts(stack: Stack, leading: dict[float, float], notes: bool = False) -> list[tuple[list[str], bool]]:
    return [([x.text for x in p.lines], p.last) for p in _split(stack, leading, notes)]


def test_a_stack_is_split_at_its_paragraphs() -> None:
    stack = Stack(column(FULL, "it went on.", ("It was seen", 10, 200), FULL))
    assert parts(stack, {10: 12}) == [([FULL, "it went on."], False), (["It was seen", FULL], True)]
    assert [(p.left, p.right, p.tall) for p in _split(stack, {}, False)] == [(0, 200, 4)] * 2


def test_notes_begin_at_their_numbers() -> None:
    stack = Stack(column("1 The mayor said so.", "2 The council", "3 said so", size=8))
    assert parts(stack, {8: 12}, notes=True) == [
        (["1 The mayor said so."], False), (["2 The council", "3 said so"], True),
    ]  # fmt: skip
    assert parts(stack, {8: 12}) == [(["1 The mayor said so.", "2 The council", "3 said so"], True)]


@pytest.mark.parametrize(("count", "split"), [(6, True), (5, False)])
def test_a_stack_of_six_lines_has_its_own_distance(count: int, split: bool) -> None:
    """Set closer than the text around it: the document's usual distance would hide its paragraphs."""
    lines = [line("on and on it went", base=100 + 11 * n) for n in range(count - 1)]
    lines.append(line("on it went", base=lines[-1].base + 14.5))
    assert [len(p.lines) for p in _split(Stack(lines), {10: 14}, False)] == ([count - 1, 1] if split else [count])


@pytest.mark.parametrize(("size", "text", "below", "expected"), [
    (47, "1 The mayor said so.", None, True), (47.1, "1 The mayor said so.", None, False),
    (40, "The mayor said so.", None, False), (40, "* The mayor", None, True), (40, "[12] The mayor", None, True),
    (40, "1 The mayor", (0, 200, 250, 50), False), (40, "1 The mayor", (0, 200, 250, 47), True),
    (40, "1 The mayor", (0, 200, 250, 47.1), False), (40, "1 The mayor", (200, 400, 250, 50), True),
    (40, "1 The mayor", (199, 400, 250, 50), False), (40, "1 The mayor", (0, 200, 50, 50), True),
])  # fmt: skip
def test_what_is_notes(size: float, text: str, below: tuple[float, float, float, float] | None, expected: bool) -> None:
    stack = Stack([line(text, size=size)])
    others = [Stack([line(FULL, *below)])] if below else []
    assert _is_notes(stack, [stack, *others], 50) is expected


def flow(*texts: str, size: float = 10, left: float = 0) -> list[_Part]:
    made = [line(t, left, left + 200, 100 + 12 * n, size) for n, t in enumerate(texts)]
    return [_Part(made, left + 200, left, last=True, tall=len(made))]


@pytest.mark.parametrize(("last", "first", "size", "expected"), [
    (("it went on", "and on", FULL), "and was seen by all", 10, 1),
    (("it went on", "and on", FULL), "Kelmouth was seen by all", 10, 1),
    (("it went on", "and on", FULL + "."), "Kelmouth was seen by all", 10, None),
    (("it went on", "and on", FULL + "."), "and was seen by all", 10, 1),
    (("it went on", "and on", FULL), "• and was seen", 10, None),
    (("it went on", "and on", FULL), "and was seen by all", 10.6, 1),
    (("it went on", "and on", FULL), "and was seen by all", 10.7, None),
    (("it went on", "and on", FULL), "Kelmouth was seen by all", 10.2, 1),
    (("it went on", "and on", FULL), "Kelmouth was seen by all", 10.3, None),
    # With fewer than three lines nobody can tell how much room there was, but for a broken word.
    (("it went on", FULL), "Kelmouth was seen by all", 10, None),
    (("it went on", FULL + "-"), "Kelmouth was seen by all", 10, 1),
])  # fmt: skip
def test_the_rest_of_a_paragraph(last: tuple[str, ...], first: str, size: float, expected: int | None) -> None:
    whole = [flow(*last), flow(first, "seen", left=300, size=size)]
    assert _rest(whole, 0, whole[0][0]) == expected


def test_the_rest_is_looked_for_beyond_boxes_but_not_beyond_the_next_column() -> None:
    begin = flow("it went on", "and on", FULL)
    box, rest = flow("A heading", size=14), flow("and was seen by all", left=300)
    assert _rest([begin, box, rest], 0, begin[0]) == 2
    assert _rest([begin, *[box] * 7, rest], 0, begin[0]) == 8
    assert _rest([begin, *[box] * 8, rest], 0, begin[0]) is None
    assert _rest([begin, [], rest], 0, begin[0]) == 2
    begin = flow("it went on", "and on", "the end.")
    tall = flow("Kelmouth", "went", "on", "and on", left=300)
    assert _rest([begin, tall, rest], 0, begin[0]) is None
    assert _rest([begin, rest, tall], 0, begin[0]) == 1


@pytest.mark.parametrize(("wide", "right", "expected"), [
    (20, 177.1, True), (20, 177, False), (5, 190.1, True), (5, 190, False),
])  # fmt: skip
def test_a_last_line_had_no_room(wide: float, right: float, expected: bool) -> None:
    last = Line([word("on", 0, right)], 1, 0).settle()
    new = Line([word("It", 0, wide)], 1, 0).settle()
    assert _full(_Part([last], 200, 0), last, new) is expected


@pytest.mark.parametrize(("big", "rest", "expected"), [
    ("T", "he pier", "T"), ("A", "judge said", "A "), ("A", "fter the fire", "A"), ("I", "saw the fire", "I "),
    ("I", "t was", "I"), ("A", "“pier”", "A "), ("A", "xqzt", "A"), ("I", "n the end", "I"),
])  # fmt: skip
def test_the_large_letter_is_a_word_or_begins_one(big: str, rest: str, expected: str) -> None:
    assert _initial(word(big, 0, 20, 120, 30), rest) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("12The mayor", "12 The mayor"), ("1“The mayor", "1 “The mayor"), ("1984", "1984"), ("1 The", "1 The"),
    ("1234The", "1234The"), ("1_", "1_"),
])  # fmt: skip
def test_a_note_has_a_blank_after_its_number(text: str, expected: str) -> None:
    assert _spaced(text) == expected


def test_raised_digits_are_calls_of_notes_or_part_of_the_text() -> None:
    def made(before: str, digits: str, *, glued: bool = True) -> Line:
        return Line([word(before, 0, 50), word(digits, 50, 54, 94, 6, glued=glued), word("was", 60, 80)], 1, 0).settle()

    assert _text(made("fire", "3"), {"3"}, note=False, first=False) == "fire was"
    assert _text(made("fire", "3"), {"4"}, note=False, first=False) == "fire³ was"
    assert _text(made("10", "3"), {"3"}, note=False, first=False) == "10³ was"
    assert _text(made("fire", "3", glued=False), set(), note=False, first=False) == "fire 3 was"
    assert _text(line("the fire.3"), {"3"}, note=False, first=False) == "the fire."
    assert _text(line("the fire.3"), {"4"}, note=False, first=False) == "the fire.3"
    assert _text(line("in 4.3"), {"3"}, note=False, first=False) == "in 4.3"
    number = Line([word("3", 0, 4, 94, 6), word("The", 4, 20, glued=True), word("mayor", 25, 60)], 1, 0).settle()
    assert _text(number, {"3"}, note=True, first=True) == "3 The mayor"
    assert _text(line("\uf0b7 fire \uf0a7"), set(), note=False, first=False) == "• fire ▪"


def test_heads_come_before_what_begins_on_their_page() -> None:
    def para(text: str, page: int) -> Paragraph:
        return Paragraph(text, (), 10, page)

    body = [para("a", 1), para("b", 1), para("c", 3)]
    heads = [para(f"h{n}", n) for n in range(1, 5)]
    assert [p.text for p in _with_edges(body, heads)] == ["h1", "a", "b", "h2", "h3", "c", "h4"]


@pytest.mark.parametrize(("quarters", "expected"), [
    (0, (0.1, 0.46, 0.4, 0.5125)), (1, (0.46, 0.6, 0.5125, 0.9)), (2, (0.6, 0.4875, 0.9, 0.54)),
    (3, (0.4875, 0.1, 0.54, 0.4)),
])  # fmt: skip
def test_the_place_on_the_page_as_it_is_displayed(quarters: int, expected: tuple[float, ...]) -> None:
    assert _box(line("fire", 100, 400), 1000, 200, quarters) == expected


def test_no_place_is_outside_the_page() -> None:
    assert _box(line("fire", -50, 1100, 4), 1000, 200, 0) == (0.0, 0.0, 1.0, 0.0325)


def test_a_page_with_a_note_and_a_broken_word() -> None:
    words = [
        *line("the pier of Kelmouth burned until the fire-", base=300).words,
        *line("men came at last.", 0, 80, base=312).words,
        *line("It was seen from the hills of the county", 12, 200, base=324).words,
        *line("and from the sea.", 0, 80, base=336).words,
        *line("1 The mayor said so.", 0, 80, base=500, size=8).words,
    ]  # fmt: skip
    found = paragraphs([Page(1, 200, 800, words)])
    assert [p.text for p in found] == [
        "the pier of Kelmouth burned until the firemen came at last.",
        "It was seen from the hills of the county and from the sea.", "1 The mayor said so.",
    ]  # fmt: skip
    assert [(p.size, p.page, p.cut, len(p.zones)) for p in found] == [(10, 1, "", 2), (10, 1, "", 2), (8, 1, "", 1)]


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
