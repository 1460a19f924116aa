"""From how many words on a text is told to be damaged or not English, at the border of every limit."""

from __future__ import annotations

import pytest

from components.domain.errors import NotEnglish, NothingToRead
from components.ingest import language_check
from components.ingest.damage_detection import (
    _damaged,
    _is_doubled,
    _is_garbage,
    _is_known,
    _is_strange,
    _plain,
    looks_damaged,
)
from components.ingest.language_check import require_english

FIRE = ["fire"]
ODD = ["qzxv"]  # no English word
GERMAN = "Der Bürgermeister sagte am Montag dass die Feuerwehr das Feuer in der Stadt schnell löschen konnte".split()


@pytest.mark.parametrize(("words", "expected"), [
    ([], None), (FIRE * 60, None),
    # Signs that no print has: in more than one word, and in more than one of 25.
    ([*FIRE * 9, "\ue000"], None), ([*FIRE * 8, "a\ue000", "b\ue000"], 8),
    (["\ue000"] * 2 + FIRE * 48, None), (["\ue000"] * 2 + FIRE * 47, 0),
    # Blanks lost: words of more than 24 letters, two at least, with more than a fifth of all letters.
    ([*FIRE * 49, "a" * 25, "b" * 25], 49), ([*FIRE * 50, "a" * 25, "b" * 25], None),
    ([*FIRE * 20, "a" * 24, "b" * 24], None), ([*FIRE * 4, "a" * 25], None), (["a" * 25, "b" * 25], 0),
    ([*FIRE * 20, "www." + "a" * 25, "x/" + "b" * 25], None), ([*FIRE * 20, "www." + "a" * 120, "x/" + "b" * 120], 20),
    # Words that English has not: of eight words at least, more than 36 in 100.
    (ODD * 7, None), (ODD * 8, 0), ([*FIRE * 16, *ODD * 9], None), ([*FIRE * 15, *ODD * 10], 15),
    (["Qzxv"] * 60, None), (["QZXV"] * 60, 0), (["qzXv"] * 60, 0), (["1904"] * 60, None),
    ([*ODD * 8, *["1904"] * 8], 0), ([*ODD * 8, *["1904"] * 10], None),
    ([*ODD * 20, *["1904"] * 35], 0), ([*ODD * 19, *["1904"] * 35], None),
    # Blanks between letters: more than a quarter of the words are one letter, but for "a", "I", "s", "t", "o".
    ([*FIRE * 9, *"xyz"], None), ([*FIRE * 9, *"xyzb"], 9), ([*FIRE * 4, *"aisto"], None),
    ([*FIRE * 4, *"AISTO"], None),
    ([*FIRE * 4, *"12345"], None),
    # A part said twice: in more than two words, and in more than 12 in 100.
    ([*FIRE * 8, "firee", "firee"], None), ([*FIRE * 21, *["firee"] * 3], 21), ([*FIRE * 22, *["firee"] * 3], None),
    # Signs instead of letters.
    (["#$%&="] * 30, 0), (["#$%&="] * 29, None), ([*FIRE * 12, *["#$%&="] * 18], None),
    ([*FIRE * 11, *["#$%&="] * 19], 0),
    (["1904"] * 30, None),
])  # fmt: skip
def test_a_window_of_words_is_damaged(words: list[str], expected: int | None) -> None:
    assert _damaged(words) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("", None), ("fire " * 200, None),
    ("fire " * 60 + "qzxv " * 60, ("qzxv " * 12).strip()),  # the second window, from its first word
    ("fire " * 70 + "qzxv " * 50, "fire" + " qzxv" * 11),  # what is before the first such word, too
    ("fire " * 60 + "qzxv " * 12 + "fire " * 18, "qzxv" + " qzxv" * 11),  # half a window has its own
    ("fire " * 60 + "qzxv " * 12 + "fire " * 17, None),  # less is judged with what is before it
])  # fmt: skip
def test_what_is_shown_of_a_damaged_text(text: str, expected: str | None) -> None:
    assert looks_damaged(text) == expected


@pytest.mark.parametrize(("word", "expected"), [
    ("TuTuesday", True), ("VaVale", True), ("tutuesday", True), ("Tutuesday", False), ("companyny", True),
    ("companyany", True), ("firee", True), ("fire", False), ("Kelmouth", False), ("kkelmouth", False), ("qaqa", False),
    ("qaqax", True), ("qaq", False), ("kelmouthh", False), ("princess", False),
])  # fmt: skip
def test_a_part_said_twice(word: str, expected: bool) -> None:
    assert _is_doubled(word) is expected


@pytest.mark.parametrize(("word", "expected"), [
    ("fire", True), ("FIRE", True), ("fireds", True), ("fireed", True), ("qzxv", False), ("qzxvs", False),
])  # fmt: skip
def test_a_word_is_known(word: str, expected: bool) -> None:
    assert _is_known(word) is expected


@pytest.mark.parametrize(("sign", "expected"), [
    ("\ufffd", True), ("\ue000", True), ("\u0378", True), ("\x01", True), ("a", False), ("é", False), ("€", False),
    ("\u200b", False),
])  # fmt: skip
def test_signs_that_no_print_has(sign: str, expected: bool) -> None:
    assert _is_strange(sign) is expected


def test_the_words_without_the_signs_around_them() -> None:
    words = ["“The", "court-room’s", "--", "www.courier.example", "a@b.example", "5.30pm,"]
    assert list(_plain(words)) == [(0, "The"), (1, "court"), (1, "room"), (1, "s"), (5, "5"), (5, "30pm")]


@pytest.mark.parametrize(("sound", "garbage", "expected"), [(4, 6, False), (3, 7, True), (0, 1, True)])
def test_few_tokens_are_words(sound: int, garbage: int, expected: bool) -> None:
    assert _is_garbage(["fire,"] * sound + ["f#r$"] * garbage) is expected
    assert _is_garbage(["£1.50"] * sound + ["xvz"] * garbage) is expected


@pytest.mark.parametrize("text", ["a", "1 a 2", "fire", "The pier burned.", " ".join(GERMAN * 2)[:100]])
def test_short_texts_and_single_letters_are_let_in(text: str) -> None:
    require_english(text)


@pytest.mark.parametrize("text", ["", "12 34", "— … !", "1" * 20_000 + "The pier burned."])
def test_without_a_letter_there_is_nothing_to_read(text: str) -> None:
    with pytest.raises(NothingToRead, match="It holds no words, only numbers or signs"):
        require_english(text)


def test_the_language_is_told_from_25_words_on() -> None:
    words = (GERMAN * 2)[:25]
    require_english(" ".join(words[:24]))
    with pytest.raises(NotEnglish, match=r"It seems to be in another language \(de\)"):
        require_english(" ".join(words))


class Told:
    """What the model says, and the text that it was asked about."""

    def __init__(self, language: str, probability: float) -> None:
        self.answer, self.asked = (language, probability), [""]

    def classify(self, text: str) -> tuple[str, float]:
        self.asked.append(text)
        return self.answer


@pytest.mark.parametrize(("language", "probability", "text", "refused"), [
    ("de", 0.9, "fire " * 25, False), ("de", 0.91, "fire " * 25, True), ("en", 1.0, "fire " * 25, False),
    ("de", 0.91, "fire " * 24, False),
    # Without letters of English a few words are enough, however sure the model is.
    ("ru", 0.1, "пожар", True), ("ru", 0.1, "пожар fire", False), ("ru", 0.91, "пожар fire", True),
    ("ru", 0.1, "пожар пожар fire", True), ("ru", 0.91, "пожар fire fire", False), ("en", 0.1, "пожар", False),
    ("ru", 0.1, "пожар " * 13 + "fire " * 12, True), ("ru", 0.1, "пожар " * 13 + "fire " * 13, False),
])  # fmt: skip
def test_when_a_text_is_refused(
    monkeypatch: pytest.MonkeyPatch, language: str, probability: float, text: str, refused: bool
) -> None:
    monkeypatch.setattr(language_check, "_identifier", lambda: Told(language, probability))
    if refused:
        with pytest.raises(NotEnglish, match=rf"\({language}\)"):
            require_english(text)
    else:
        require_english(text)


def test_the_language_is_told_by_the_first_20_000_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Told("en", 1.0)
    monkeypatch.setattr(language_check, "_identifier", lambda: told)
    require_english("fire " * 5_000)
    assert told.asked[-1] == "fire " * 4_000
