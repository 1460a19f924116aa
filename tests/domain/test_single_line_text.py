"""Text on one line: nothing that hides or turns it; shortened between words."""

from __future__ import annotations

import pytest

from components.domain.single_line_text import plain_line, shortened


@pytest.mark.parametrize(("text", "line"), [
    ("one\ntwo\r\n\tthree", "one two three"), ("  edges  ", "edges"), ("a\u202eb\u2066c\u200bd", "abcd"),
    ("a\u2028b\u2029c", "a b c"), ("bell\x07s", "bell s"), ("e\u0301", "é"), ("👩\u200d🚀", "👩\u200d🚀"), ("", ""),
])  # fmt: skip
def test_a_plain_line(text: str, line: str) -> None:
    assert plain_line(text) == line


def test_a_plain_line_ends_where_it_should() -> None:
    assert plain_line("one two three", 8) == "one two" and plain_line("one", 8) == "one"


@pytest.mark.parametrize(("line", "most", "short"), [
    ("", 5, ""), ("short", 5, "short"), ("The mayor opened the bridge", 27, "The mayor opened the bridge"),
    ("The mayor opened the bridge", 26, "The mayor opened the…"), ("The mayor, opened the bridge", 14, "The mayor…"),
    ("The mayor – opened", 13, "The mayor…"), ("The mayor: opened", 12, "The mayor…"),
])  # fmt: skip
def test_what_is_too_long_is_cut_between_words(line: str, most: int, short: str) -> None:
    assert shortened(line, most) == short and len(shortened(line, most)) <= most


def test_one_long_word_still_shows_something_of_it() -> None:
    assert shortened("Donaudampfschifffahrtsgesellschaft", 12) == "Donaudampfs…"
