"""Words at places made by hand: which of them make a line, which lines a column, up to the borders of every measure."""

from __future__ import annotations

import pytest

from components.ingest.page_layout.lines import (
    Line,
    Page,
    Word,
    _by_column,
    _continues,
    _cut,
    _downwards,
    _fits,
    _gaps,
    _gutters,
    _initials,
    _level,
    _near,
    _rejoined,
    _two_columns,
    _under,
    page_lines,
    stack_lines,
    usual_size,
)


def word(text: str = "word", left: float = 0, right: float = 50, base: float = 100, size: float = 10, *,
         glued: bool = False) -> Word:  # fmt: skip
    return Word(text, left, base - 0.8 * size, right, base + 0.25 * size, base, size, glued=glued)


def turned(left: float, right: float, top: float, bottom: float, size: float = 10) -> Word:
    return Word("down", left, top, right, bottom, bottom, size, upright=False)


def line(*spans: tuple[float, float], base: float = 100, size: float = 10, at: int = 0, text: str = "word") -> Line:
    return Line([word(text, left, right, base, size) for left, right in spans], 1, at).settle()


def texts(lines: list[Line]) -> list[str]:
    return [x.text for x in lines]


@pytest.mark.parametrize(("size", "other", "step", "expected"), [
    (10, 10, 0, True), (10, 10, 2, True), (10, 10, 2.9, True), (10, 10, 3, False), (10, 10, -2.9, True),
    (10, 10, -3, False),
    # A smaller sign, raised or lowered, as long as it stands beside more than half of its height.
    (10, 5, -5.5, True), (10, 5, -5.6, False), (10, 5, 3, True), (10, 5, 3.1, False),
    (5, 10, 5.5, True), (5, 10, 5.6, False), (5, 10, -3, True), (5, 10, -3.1, False),
])  # fmt: skip
def test_words_are_level(size: float, other: float, step: float, expected: bool) -> None:
    assert _level(word(size=size), word(base=100 + step, size=other)) is expected


@pytest.mark.parametrize(("words", "new", "expected"), [
    ([word()], word(left=53, right=80), True),
    ([word()], word(left=900, right=950), True),  # however far: columns are parted later
    ([word()], word(left=44.1, right=80), True),
    ([word()], word(left=44, right=80), False),
    ([word()], word(left=42.9, right=80, size=12), True),  # the larger of both sizes counts
    ([word()], word(left=42.8, right=80, size=12), False),
    ([word()], word(left=0, right=40, base=112), False),
    ([word()], word(left=53, right=80, size=18), True),
    ([word()], word(left=53, right=80, size=18.1), False),
    ([word()], word(left=53, right=80, size=18.1, glued=True), True),
    ([word(size=18.1)], word(left=53, right=80), False),
    # After a raised sign the line goes on at its own height, if the sign is smaller than its letters.
    ([word(), word("2", 50, 54, 94, 6)], word(left=57, right=80), True),
    ([word(), word("2", 50, 54, 94, 8.4)], word(left=57, right=80), True),
    ([word(), word("2", 50, 54, 94, 8.5)], word(left=57, right=80), False),
    ([word("2", 50, 54, 94, 6)], word(left=57, right=80), False),
    ([word(), word("2", 50, 54, 94, 6)], word(left=57, right=80, base=112), False),
    # Words that are set up or down the page.
    ([turned(0, 10, 50, 90)], turned(0, 10, 95, 130), True),
    ([turned(0, 10, 50, 90)], turned(30, 40, 95, 130), False),
    ([turned(0, 10, 50, 90)], word(left=0, right=10), False),
    ([word(left=0, right=10)], turned(0, 10, 50, 90), False),
    ([turned(0, 10, 92, 100)], word(left=20, right=60), False),
    ([word(left=0, right=10)], turned(20, 30, 92, 100), False),
    ([word(size=5.4)], word(left=53, right=80, base=101, size=10), False),
])  # fmt: skip
def test_a_word_goes_on_with_a_line(words: list[Word], new: Word, expected: bool) -> None:
    assert _continues(words, new) is expected


@pytest.mark.parametrize(("a", "b", "expected"), [
    ((0, 10, 50, 90), (0, 10, 104.9, 130), True), ((0, 10, 50, 90), (0, 10, 105, 130), False),
    ((0, 10, 104.9, 130), (0, 10, 50, 90), True), ((0, 10, 105, 130), (0, 10, 50, 90), False),
    ((0, 10, 50, 90), (9.9, 20, 95, 130), True), ((0, 10, 50, 90), (10, 20, 95, 130), False),
    ((0, 10, 50, 90), (-10, 0, 95, 130), False),
])  # fmt: skip
def test_words_set_down_the_page_are_of_one_line(a: tuple[float, ...], b: tuple[float, ...], expected: bool) -> None:
    assert _near(turned(*a), turned(*b)) is expected


def test_a_larger_size_lets_words_down_the_page_stand_farther_apart() -> None:
    assert _near(turned(0, 10, 50, 90, 10), turned(0, 10, 119, 150, 20))
    assert not _near(turned(0, 10, 50, 90, 10), turned(0, 10, 120, 150, 20))


@pytest.mark.parametrize(("left", "right", "size", "expected"), [
    (55, 95, 10, True), (49, 101, 10, True), (48.9, 101, 10, False), (49, 101.1, 10, False),
    (154.5, 200, 10, True), (154.6, 200, 10, False), (149, 200, 10, True), (148.9, 200, 10, False),
    (-40, -4.5, 10, True), (-40, -4.6, 10, False), (-40, 1, 10, True), (-40, 1.1, 10, False),
    (55, 95, 13, True), (55, 95, 13.1, False), (55, 95, 7.7, True), (55, 95, 7.6, False),
])  # fmt: skip
def test_a_part_fits_a_line(left: float, right: float, size: float, expected: bool) -> None:
    whole = line((0, 50), (100, 150))
    assert _fits(whole, line((left, right), size=size)) is expected


def test_parts_of_a_line_are_rejoined_in_the_order_of_their_places() -> None:
    whole = Line([word("The"), word("burned", 100, 150)], 1, 0).settle()
    part = Line([word("pier", 55, 95)], 1, 1).settle()
    assert texts(_rejoined([whole, part])) == ["The pier burned"]
    assert whole.right == 150
    first, second = Line([word("pier", 53, 95)], 1, 0).settle(), Line([word("The")], 1, 1).settle()
    assert texts(_rejoined([first, second])) == ["The pier"]
    assert (first.left, first.right) == (0, 95)


@pytest.mark.parametrize(("step", "count"), [(0, 1), (1.5, 1), (-1.5, 1), (1.6, 2), (-1.6, 2), (3, 2)])
def test_only_parts_at_one_height_are_rejoined(step: float, count: int) -> None:
    assert len(_rejoined([line((0, 50)), line((53, 95), base=100 + step)])) == count


def test_every_row_of_a_page_is_rejoined() -> None:
    """A line that was joined, and one that runs down the page, end no search."""
    sideways = Line([turned(300, 310, 50, 90)], 1, 0).settle()
    parts = [
        Line([word(f"{name}{n}", 53 * n, 53 * n + 50, base)], 1, 1).settle()
        for base, name in ((100, "a"), (112, "b"), (124, "c")) for n in range(2)
    ]  # fmt: skip
    assert texts(_rejoined([sideways, *parts])) == ["down", "a0 a1", "b0 b1", "c0 c1"]


def test_no_word_comes_twice_where_three_parts_meet() -> None:
    first = Line([word("one", 0, 50, 100)], 1, 0).settle()
    middle = Line([word("two", 53, 90, 100.6)], 1, 1).settle()
    last = Line([word("three", 93, 130, 100.4)], 1, 2).settle()
    for order in ([first, middle, last], [last, first, middle], [middle, first, last]):
        made = [Line(list(x.words), 1, n).settle() for n, x in enumerate(order)]
        assert texts(_rejoined(made)) == ["one two three"]
    apart = [Line([word(w, left, left + 20, 100)], 1, 0).settle() for w, left in (("a", 0), ("b", 200), ("c", 23))]
    assert texts(_rejoined(apart)) == ["a c", "b"]


def test_a_part_that_was_joined_is_not_joined_again() -> None:
    """Each a little lower than the one before it: the last is near the second, which is the first's by then."""
    steps = [
        Line([word(w, left, left + 37, base)], 1, n).settle()
        for n, (w, left, base) in enumerate((("the", 0, 100), ("pier", 40, 101.4), ("burned", 80, 102.8)))
    ]
    assert texts(_rejoined(steps)) == ["the pier", "burned"]


@pytest.mark.parametrize(("big", "other", "taken"), [
    (word("T", 0, 20, 120, 30), line((22, 90), base=120), True),
    (word("“T", 0, 20, 120, 30), line((22, 90), base=120), True),
    (word("The", 0, 20, 120, 30), line((22, 90), base=120), False),
    (word("t", 0, 20, 120, 30), line((22, 90), base=120), False),
    (word("7", 0, 20, 120, 30), line((22, 90), base=120), False),
    (word("T", 0, 20, 120, 30), line((34.9, 90), base=120), True),
    (word("T", 0, 20, 120, 30), line((35, 90), base=120), False),
    (word("T", 0, 20, 120, 30), line((12.1, 90), base=120), True),
    (word("T", 0, 20, 120, 30), line((12, 90), base=120), False),
    (word("T", 0, 20, 120, 30), line((22, 90), base=124), True),
    (word("T", 0, 20, 120, 30), line((22, 90), base=124.1), False),
    (word("T", 0, 20, 120, 30), line((22, 90), base=91.6), True),
    (word("T", 0, 20, 120, 30), line((22, 90), base=91.5), False),
    (word("T", 0, 20, 120, 30), line((22, 90), base=120, size=20), True),
    (word("T", 0, 20, 120, 30), line((22, 90), base=120, size=20.2), False),
])  # fmt: skip
def test_a_large_letter_begins_a_line(big: Word, other: Line, taken: bool) -> None:
    other.initial = None
    alone = Line([big], 1, 0).settle()
    assert texts(_initials([alone, other])) == ([f"{big.text}word"] if taken else [big.text, "word"])


def test_a_large_letter_begins_the_highest_of_the_lines_beside_it() -> None:
    big = Line([word("T", 0, 20, 124, 30)], 1, 0).settle()
    lines = [line((22, 90), base=base, text=t) for base, t in ((124, "low"), (100, "he"), (112, "mid"))]
    assert texts(_initials([big, *lines])) == ["low", "The", "mid"]
    two = Line([word("T", 0, 20, 124, 30), word("X", 22, 40, 124, 30)], 1, 0).settle()
    assert texts(_initials([two, line((42, 90), base=124)])) == ["T X", "word"]


@pytest.mark.parametrize(("bases", "reverse"), [
    ([100, 112, 124], False), ([124, 112, 100], True), ([112, 100], False),  # one step says nothing
    ([200, 188, 176, 164, 152, 140, 128, 116, 128, 140, 152], True),  # 7 of 10 upwards
    ([200, 188, 176, 164, 152, 140, 128, 140, 152, 164, 176], False),  # 6 of 10
    ([148, 124, 100], False), ([147.8, 123.9, 100], True),  # too far apart to tell, and just near enough
])  # fmt: skip
def test_lines_that_were_read_upwards_are_turned_round(bases: list[float], reverse: bool) -> None:
    lines = [line((0, 50), base=b, at=n) for n, b in enumerate(bases)]
    found = _downwards(lines)
    assert [x.base for x in found] == (bases[::-1] if reverse else bases)
    assert [x.at for x in found] == list(range(len(bases)))


def test_lines_beside_each_other_do_not_tell_the_direction() -> None:
    lines = [line((left, left + 50), base=b) for left, b in ((0, 124), (50, 112), (100, 100))]
    assert _downwards(lines) == lines


def across(base: float, at: int, gap: tuple[float, float] = (196, 210), size: float = 10) -> Line:
    """A line of two columns, four words each, with the gap given between them."""
    low, high = gap
    left = [(n * 50, n * 50 + 47) for n in range(3)] + [(150, low)]
    right = [(high, 257), (260, 307), (310, 357), (360, 407)]
    return line(*left, *right, base=base, size=size, at=at)


def page_of(count: int, step: float = 12, gap: tuple[float, float] = (196, 210)) -> list[Line]:
    return [across(100 + step * n, n, gap) for n in range(count)]


@pytest.mark.parametrize(("lines", "cut"), [
    (page_of(6), [0, 1, 2, 3, 4, 5]), (page_of(5), []), (page_of(9), list(range(9))),
    (page_of(6, gap=(196, 203)), [0, 1, 2, 3, 4, 5]), (page_of(6, gap=(196, 202.9)), []),
    (page_of(6, step=24), [0, 1, 2, 3, 4, 5]), (page_of(6, step=24.1), []),
    # A line of one column beside the strip ends nothing, one that crosses it ends the columns.
    ([*page_of(3), line((0, 47), (50, 97), (100, 190), base=136, at=9),
      *(across(148 + 12 * n, 3 + n) for n in range(3))], [0, 1, 2, 3, 4, 5]),
    ([*page_of(3), line((216, 247), (250, 297), (300, 390), base=136, at=9),
      *(across(148 + 12 * n, 3 + n) for n in range(3))], [0, 1, 2, 3, 4, 5]),
    ([*page_of(3), line((0, 150), (153, 230), (233, 390), base=136, at=9),
      *(across(148 + 12 * n, 3 + n) for n in range(3))], []),
    # The strip is what is white in all of them.
    ([across(100 + 12 * n, n, (190 + n, 210)) for n in range(6)], [0, 1, 2, 3, 4, 5]),
    ([across(100 + 12 * n, n, (190, 197 + n) if n % 2 else (197, 208)) for n in range(6)], []),
])  # fmt: skip
def test_columns_are_found_by_the_white_between_them(lines: list[Line], cut: list[int]) -> None:
    found = _gutters(lines)
    assert sorted(n for n in found if found[n]) == cut
    assert all(len(found[n]) == 1 for n in cut)


def test_the_columns_are_parted_in_the_middle_of_what_is_white_in_all_lines() -> None:
    found = _gutters([across(100 + 12 * n, n, (190 + n, 210)) for n in range(6)])
    assert {x for xs in found.values() for x in xs} == {(195 + 210) / 2}


@pytest.mark.parametrize(("left", "right", "expected"), [
    (3, 3, True), (2, 3, False), (3, 2, False), (5, 4, True),
])  # fmt: skip
def test_a_column_has_three_words_a_line(left: int, right: int, expected: bool) -> None:
    spans = [(k * 10, k * 10 + 9) for k in range(left)] + [(100 + k * 10, 109 + k * 10) for k in range(right)]
    assert _two_columns([line(*spans)] * 6, 80) is expected


@pytest.mark.parametrize(("full", "expected"), [(10, True), (6, True), (5, False)])
def test_most_lines_of_a_column_are_full(full: int, expected: bool) -> None:
    """At 0.7 of the widest line a line is short."""

    def row(wide: float) -> Line:
        return line((0, 20), (22, 40), (42, 100), (200, 220), (222, 240), (242, 200 + wide))

    lines = [row(100)] * full + [row(70)] * (10 - full)
    assert _two_columns(lines, 150) is expected
    assert _two_columns([row(100)] + [row(71)] * 9, 150)


def test_gaps_are_as_wide_as_a_gutter() -> None:
    assert _gaps(line((0, 50), (57, 80), (86.9, 99), (107, 120))) == [(50, 57), (99, 107)]


def test_a_line_is_cut_at_every_gutter() -> None:
    whole = line((0, 40), (50, 90), (100, 140), (200, 240), at=7)
    parts = _cut(whole, [100, 150])
    assert [[(w.left, w.right) for w in p.words] for p in parts] == [[(0, 40), (50, 90)], [(100, 140)], [(200, 240)]]
    assert [(p.at, p.page) for p in parts] == [(7, 1)] * 3
    assert [[w.left for w in p.words] for p in _cut(line((0, 40), (300, 340)), [100, 200])] == [[0], [300]]
    assert [[w.left for w in p.words] for p in _cut(line((300, 340)), [100])] == [[300]]


def test_the_large_letter_stays_with_the_first_part() -> None:
    whole = line((0, 40), (100, 140))
    whole.initial = word("T")
    assert texts(_cut(whole, [70])) == ["Tword", "word"]


def test_columns_follow_each_other_and_lines_over_both_end_them() -> None:
    def two(name: str, base: float, at: int) -> Line:
        return Line([word(f"{name}-left", 0, 90, base), word(f"{name}-right", 110, 200, base)], 1, at).settle()

    def one(text: str, left: float, right: float, base: float, at: int) -> Line:
        return Line([word(text, left, right, base)], 1, at).settle()

    lines = [
        one("head", 0, 200, 80, 0), two("a", 100, 1), two("b", 112, 2), one("left", 0, 90, 124, 3),
        one("right", 110, 200, 124, 4), one("between", 0, 200, 140, 5), two("c", 160, 6), two("d", 172, 7),
    ]  # fmt: skip
    cuts = {n: [100.0] for n in (1, 2, 6, 7)}
    assert texts(_by_column(lines, cuts)) == [
        "head", "a-left", "b-left", "left", "a-right", "b-right", "right", "between", "c-left", "d-left", "c-right",
        "d-right",
    ]  # fmt: skip


def test_a_page_read_across_comes_column_by_column() -> None:
    words = [
        word(f"{side}{n}.{k}", (0 if side == "l" else 200) + 40 * k, (0 if side == "l" else 200) + 40 * k + 36,
             100 + 12 * n)
        for n in range(6) for side in "lr" for k in range(4)
    ]  # fmt: skip
    found = page_lines(Page(1, 400, 400, words))
    assert texts(found) == [" ".join(f"{side}{n}.{k}" for k in range(4)) for side in "lr" for n in range(6)]


@pytest.mark.parametrize(("last", "new", "expected"), [
    (line((0, 100)), line((0, 100), base=112), True),
    (line((0, 100)), line((0, 100), base=112, size=8.8), True),
    (line((0, 100)), line((0, 100), base=112, size=8.7), False),
    (line((0, 100), size=8.8), line((0, 100), base=112), True),
    (line((0, 100), size=8.7), line((0, 100), base=112), False),
    (line((0, 100)), line((0, 100), base=105), False),
    (line((0, 100)), line((0, 100), base=105.1), True),
    (line((0, 100)), line((0, 100), base=123.9), True),
    (line((0, 100)), line((0, 100), base=124), False),
    (line((0, 100)), line((0, 100), base=88), False),
    (line((0, 100)), line((80, 180), base=112), False),
    (line((0, 100)), line((79.9, 180), base=112), True),
    (line((80, 180)), line((0, 100), base=112), False),
    (line((0, 100)), line((92, 102), base=112), True),  # of the shorter line's width
    (line((0, 100)), line((98, 108), base=112), False),
    (line((0, 100)), Line([turned(0, 100, 105, 125)], 1, 0).settle(), False),
    (Line([turned(0, 100, 90, 100)], 1, 0).settle(), line((0, 100), base=112), False),
])  # fmt: skip
def test_a_line_stands_under_another(last: Line, new: Line, expected: bool) -> None:
    assert _under(last, new) is expected
    assert [len(s.lines) for s in stack_lines([last, new])] == ([2] if expected else [1, 1])


def test_a_stack_is_as_large_as_its_lines() -> None:
    (stack,) = stack_lines([line((5, 90), base=100, text="one"), line((3, 80), (82, 95), base=112, text="three")])
    assert (stack.left, stack.right, stack.top, stack.bottom) == (3, 95, 92, 114.5)
    assert (stack.letters, stack.size) == (4 + 12, 10)


@pytest.mark.parametrize(("lines", "expected"), [
    ([], 0.0), ([line((0, 9), size=9.04)], 9.0), ([line((0, 9), size=9.06)], 9.1),
    ([line((0, 9), size=9, text="a" * 9), line((0, 9), size=12, text="a" * 8)], 9.0),
    ([line((0, 9), size=9, text="a" * 9), line((0, 9), size=12, text="a" * 9)], 12.0),
])  # fmt: skip
def test_the_usual_size_is_that_of_most_letters(lines: list[Line], expected: float) -> None:
    assert usual_size(lines) == expected


def test_a_line_has_the_size_and_base_of_most_of_its_letters() -> None:
    made = Line([word("Pier", 0, 50, 100, 10), word("2", 50, 54, 94, 6, glued=True), word("burns", 57, 90)], 1, 0)
    made.settle()
    assert (made.size, made.base, made.left, made.right, made.top, made.bottom) == (10, 100, 0, 90, 92, 102.5)
    assert (made.text, made.letters) == ("Pier2 burns", 5 + 2 + 6)
    down = Line([turned(0, 10, 50, 90), turned(0, 12, 95, 130)], 1, 0).settle()
    assert (down.top, down.bottom, down.right) == (50, 130, 12)
