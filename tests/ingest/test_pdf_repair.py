"""What a PDF's letters become: signs told by their place, ligatures, words parted and joined, pages that are turned."""

from __future__ import annotations

import pytest

from components.ingest.page_layout.lines import Word
from components.ingest.pdf.character_repair import BY_GHOSTSCRIPT, SUSPECT, by_place, mend_ligatures
from components.ingest.pdf.page_words import Letter, _goes_on, _loosened, _may_part, _on_page, _turned, _upright, _words


def word(text: str, left: float = 0, right: float = 50, base: float = 100, size: float = 10) -> Word:
    return Word(text, left, base - 8, right, base + 2.5, base, size)


@pytest.mark.parametrize(("code", "low", "high", "wide", "begins", "expected"), [
    # Quotation marks: high above the base line, not tall; two by their code or their width.
    ("<", 0.5, 0.75, 0.1, True, "“"), ("=", 0.5, 0.75, 0.1, False, "”"),
    ("8", 0.5, 0.75, 0.9, True, "‘"), ("9", 0.5, 0.75, 0.9, False, "’"),
    ("B", 0.5, 0.75, 0.19, True, "“"), ("B", 0.5, 0.75, 0.1875, True, "‘"), ("B", 0.5, 0.75, 0.1875, False, "’"),
    ("°", 0.5, 0.94, 0.26, False, "”"), ("°", 0.5, 0.94, 0.25, False, "’"), ("°", 0.5, 0.94, 0.26, True, "‘"),
    ("=", 0.33, 0.5, 0.1, True, None), ("=", 0.34, 0.5, 0.1, True, "“"),
    ("=", 0.5, 0.94, 0.2, True, "“"), ("=", 0.5, 0.96, 0.2, True, None),
    ("=", 0.5, 0.61, 0.2, True, "“"), ("=", 0.5, 0.59, 0.2, True, None),
    # Dashes: flat, at half the height of small letters.
    ("3", 0.2, 0.25, 0.39, False, None), ("3", 0.2, 0.25, 0.4, False, "–"), ("3", 0.2, 0.25, 0.74, False, "–"),
    ("3", 0.2, 0.25, 0.75, False, "—"), ("3", 0.1, 0.15, 0.75, False, "…"), ("3", 0.44, 0.5, 0.75, False, "—"),
    ("3", 0.45, 0.5, 0.75, False, None), ("3", 0.25, 0.37, 0.5, False, "–"), ("3", 0.25, 0.39, 0.5, False, None),
    # Three dots: flat, on the base line, wide.
    ("C", 0.0, 0.1, 0.51, False, "…"), ("C", 0.0, 0.1, 0.5, False, None), ("C", -0.1, 0.05, 0.6, False, None),
    ("C", -0.09, 0.05, 0.6, False, "…"), ("C", 0.08, 0.24, 0.6, False, "…"), ("C", 0.08, 0.25, 0.6, False, None),
    ("C", 0.0, 0.2, 0.6, False, None), ("C", 0.0, 0.19, 0.6, False, "…"),
    # A bullet: about as wide as tall.
    ("F", 0.2, 0.5, 0.3, False, "•"), ("·", 0.2, 0.5, 0.3, False, None), ("F", 0.1, 0.4, 0.3, False, None),
    ("F", 0.11, 0.4, 0.3, False, "•"), ("F", 0.3, 0.64, 0.3, False, "•"), ("F", 0.3, 0.65, 0.3, False, None),
    ("F", 0.2, 0.34, 0.16, False, None), ("F", 0.2, 0.36, 0.16, False, "•"), ("F", 0.2, 0.36, 0.15, False, None),
    ("F", 0.15, 0.61, 0.45, False, None), ("F", 0.15, 0.59, 0.45, False, "•"), ("F", 0.15, 0.59, 0.5, False, None),
    ("F", 0.25, 0.5, 0.32, False, "•"), ("F", 0.25, 0.5, 0.34, False, None), ("F", 0.25, 0.5, 0.16, False, None),
    ("F", 0.0, 0.7, 0.5, False, None),
])  # fmt: skip
def test_a_sign_is_told_by_its_place(
    code: str, low: float, high: float, wide: float, begins: bool, expected: str | None
) -> None:
    assert by_place(ord(code), low, high, wide, begins) == expected


def test_only_signs_that_are_confused_are_suspect() -> None:
    assert {chr(c) for c in SUSPECT if c < 0x80} == set("<=>:3489FBC")
    assert {c in SUSPECT for c in (0x80, 0x9F, 0xA1, 0xBF)} == {True}
    assert {c in SUSPECT for c in (0x7F, 0xA0, 0xC0)} == {False}
    assert BY_GHOSTSCRIPT.search("GPL Ghostscript 10.02.1")
    assert not BY_GHOSTSCRIPT.search("GPL Ghostscript 10.10.0")


@pytest.mark.parametrize("given", [["Zürich", "naïve"], [], ["plain", "words"]])
def test_words_without_ligatures_stay_as_they_are(given: list[str]) -> None:
    words = [word(w) for w in given]
    mend_ligatures(words)
    assert [w.text for w in words] == given


def test_the_codes_of_ligatures_are_those_that_make_most_words() -> None:
    base = 0xF8
    table = {chr(base + n): sign for n, sign in enumerate(("ff", "fi", "fl", "ffi", "ffl"))}
    plain = ["first", "fire", "officers", "floor", "offer", "effort", "“figures,”", "shuffled", "Twiff"]
    given = []
    for w in plain:
        for coded, sign in sorted(table.items(), key=lambda p: -len(p[1])):
            w = w.replace(sign, coded)
        given.append(w)
    words = [word(w) for w in given]
    mend_ligatures(words)
    assert [w.text for w in words] == plain  # a name too, once the codes are known
    few = [word(w) for w in (*given[:3], given[-1])]
    mend_ligatures(few)
    assert [w.text for w in few] == [*plain[:3], given[-1]]  # three words don't make them known


@pytest.mark.parametrize(("left", "base", "size", "expected"), [
    (50, 100, 10, True), (50, 105, 10, True), (50, 105.1, 10, False), (50, 94.9, 10, False), (50, 95, 10, True),
    (50, 110, 20, True), (50, 100, 21.9, True), (50, 100, 22, False), (50, 100, 4.6, True), (50, 100, 4.5, False),
    (62, 100, 10, True), (62.1, 100, 10, False), (35, 100, 10, True), (34.9, 100, 10, False),
    (56, 100, 5, True), (56.1, 100, 5, False), (42.5, 100, 5, True), (42.4, 100, 5, False),
])  # fmt: skip
def test_a_letter_goes_on_with_a_word(left: float, base: float, size: float, expected: bool) -> None:
    assert _goes_on(word("fire"), left, base, size) is expected


@pytest.mark.parametrize(("before", "letter", "expected"), [
    ("a", "b", True), ("a", "“", True), ("a", "‘", True), ("a", "(", True), ("a", "1", False), ("a", ".", False),
    (".", "b", True), ("”", "b", True), (")", "b", True), ("-", "b", False), ("1", "b", False), ("(", "b", False),
    (",", "(", True), ("-", "“", False),
])  # fmt: skip
def test_where_a_blank_may_stand(before: str, letter: str, expected: bool) -> None:
    assert _may_part(before, letter) is expected


def spaced(text: str, gaps: dict[int, float], usual: float = 0.0) -> list[tuple[float, float]]:
    """Places of letters of width 4; ``gaps``: white before the letter of that number."""
    places, x = [], 0.0
    for n in range(len(text)):
        x += gaps.get(n, usual if n else 0.0)
        places.append((x, x + 4))
        x += 4
    return places


@pytest.mark.parametrize(("text", "gaps", "usual", "expected"), [
    ("thepier", {3: 1.26}, 0, ["the", "pier"]), ("thepier", {3: 1.25}, 0, ["thepier"]),
    ("thepier", {3: 2}, 0.6, ["the", "pier"]), ("thepier", {3: 2}, 0.63, ["thepier"]),
    ("thepier", {3: 2, 5: 2}, 0, ["the", "pi", "er"]), ("thepier", {3: 2, 5: 2, 6: 2}, 0, ["thepier"]),
    ("thepie", {3: 2, 5: 2}, 0, ["thepie"]),  # 5 gaps: one of them only
    ("19thepier", {1: 2}, 0, ["19thepier"]), ("ab", {1: 2}, 0, ["ab"]), ("a", {}, 0, ["a"]),
])  # fmt: skip
def test_blanks_that_were_missed(text: str, gaps: dict[int, float], usual: float, expected: list[str]) -> None:
    places = spaced(text, gaps, usual)
    found = _loosened(word(text, 0, places[-1][1]), places)
    assert [w.text for w, _ in found] == expected
    assert [len(p) for _, p in found] == [len(t) for t in expected]
    assert (found[0][0].left, found[-1][0].right) == (places[0][0], places[-1][1])


def test_only_the_first_part_stays_glued_and_what_runs_down_is_left_alone() -> None:
    places = spaced("thepier", {3: 2})
    glued = word("thepier", 0, places[-1][1])
    glued.glued = True
    assert [w.glued for w, _ in _loosened(glued, places)] == [True, False]
    glued.upright = False
    assert _loosened(glued, places) == [(glued, places)]
    assert _loosened(word("the"), places) != [] and len(_loosened(word("the"), places)) == 1


def letters(text: str, x: float = 0, y: float = 100, size: float = 10, *, dx: float = 5, dy: float = 0) -> list[Letter]:
    return [
        (c, x + dx * n, y + dy * n - 8, x + dx * n + 5, y + dy * n + 2, x + dx * n, y + dy * n, size)
        for n, c in enumerate(text)
    ]


@pytest.mark.parametrize(("dx", "dy", "expected"), [
    (5, 0, 0), (0, -5, 1), (-5, 0, 2), (0, 5, 3), (5, 5, 0), (5, -5, 0), (-5, 5, 2), (4, 5, 3), (4, -5, 1),
    (20, 0, 0), (0, 19.9, 3), (0, 20, 0),  # steps as wide as two letters tell nothing
])  # fmt: skip
def test_by_how_many_quarters_a_text_is_turned(dx: float, dy: float, expected: int) -> None:
    assert _turned(letters("fire", dx=dx, dy=dy)) == expected


def test_most_letters_tell_how_a_page_is_turned() -> None:
    across, down = letters("fire"), letters("fir", dx=0, dy=5)
    assert _turned([*across, None, *down]) == 0
    assert _turned([*across[:3], None, *letters("fire", dx=0, dy=5)]) == 3
    assert _turned([*across[:3], None, *down]) == 0  # as many of each: as it is displayed
    assert _turned([]) == 0


@pytest.mark.parametrize(("turned", "width", "height", "corner"), [
    (1, 200, 100, (180.0, 10.0)), (2, 100, 200, (90.0, 180.0)), (3, 200, 100, (20.0, 90.0)),
])  # fmt: skip
def test_a_turned_page_is_put_upright(turned: int, width: float, height: float, corner: tuple[float, float]) -> None:
    """The point (10, 20) from the displayed page's top left, seen from the corner where its text begins."""
    a, b, c, d, e, f = _upright((1, 0, 0, 1, 0, 0), turned, width, height)
    assert (a * 10 + c * 20 + e, b * 10 + d * 20 + f) == corner


@pytest.mark.parametrize(("left", "right", "top", "bottom", "expected"), [
    (-10, 10, 0, 10, True), (-10.1, 10, 0, 10, False), (90, 110, 0, 10, True), (90, 110.1, 0, 10, False),
    (0, 10, -5, 5, True), (0, 10, -5.1, 5, False), (0, 10, 195, 205, True), (0, 10, 195, 205.1, False),
])  # fmt: skip
def test_a_word_is_on_the_page(left: float, right: float, top: float, bottom: float, expected: bool) -> None:
    assert _on_page(Word("fire", left, top, right, bottom, bottom, 10), 100, 200) is expected


def made(*given: list[Letter] | None) -> list[tuple[str, bool]]:
    flat: list[Letter | None] = []
    for one in given:
        flat += [None] if one is None else one
    return [(w.text, w.glued) for w in _words(flat)]


def test_letters_make_words() -> None:
    assert made(letters("the"), None, letters("pier", 20)) == [("the", False), ("pier", False)]
    assert made(letters("the"), letters("pier", 15)) == [("thepier", False)]
    assert made(letters("the"), letters("pier", 28)) == [("the", False), ("pier", False)]  # no blank, but far
    assert made(letters("the"), letters("pier", 0, 112)) == [("the", False), ("pier", False)]


@pytest.mark.parametrize(("size", "base", "expected"), [
    (8.4, 98, [("fire", False), ("2", True)]), (8.5, 98, [("fire2", False)]), (8.4, 98.85, [("fire2", False)]),
    (8.4, 98.7, [("fire", False), ("2", True)]), (8.4, 101.3, [("fire", False), ("2", True)]),
])  # fmt: skip
def test_a_raised_digit_is_a_word_of_its_own_without_a_blank(
    size: float, base: float, expected: list[tuple[str, bool]]
) -> None:
    assert made(letters("fire"), letters("2", 20, base, size)) == expected


def test_what_follows_a_raised_digit() -> None:
    raised = letters("2", 20, 96, 6)
    assert made(letters("fire"), raised, letters("s", 25)) == [("fire", False), ("2", True), ("s", True)]
    assert made(letters("fire"), raised, letters("3", 25, 96, 6)) == [("fire", False), ("23", True)]
    assert made(letters("fire"), letters("a", 20, 96, 6)) == [("firea", False)]


def test_accents_of_their_own_stand_over_their_letters() -> None:
    def accent(sign: str, x: float) -> list[Letter]:
        return [(sign, x, 92, x + 5, 102, x, 100, 10)]

    assert made(letters("caf"), letters("e", 15), accent("´", 15)) == [("café", False)]
    assert made(accent("¨", 0), letters("uber")) == [("über", False)]
    assert made(letters("fire"), accent("´", 70))[0] == ("fire", False)
    assert [t for t, _ in made(letters("fire"), accent("´", 70))] == ["fire", "´"]


def test_letters_set_down_the_page() -> None:
    (one,) = _words(letters("fire", dx=0, dy=5))
    assert (one.text, one.upright) == ("fire", False)
    (flat,) = _words(letters("fire"))
    assert (flat.text, flat.upright, flat.left, flat.right, flat.top, flat.bottom) == ("fire", True, 0, 20, 92, 102)


def test_a_larger_letter_after_an_opening_sign_gives_the_size() -> None:
    (one,) = _words([*letters("“", size=8), *letters("Fire", 5, 101, size=12)])
    assert (one.text, one.size, one.base) == ("“Fire", 12, 101)
    (other,) = _words([*letters("F", size=10), *letters("ire", 5, 100, size=12)])
    assert (other.text, other.size, other.base) == ("Fire", 10, 100)
