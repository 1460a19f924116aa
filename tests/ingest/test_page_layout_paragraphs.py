"""Lines at places made by hand: where paragraphs begin and end, which parts are one, what is a note."""

from __future__ import annotations

import pytest

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
