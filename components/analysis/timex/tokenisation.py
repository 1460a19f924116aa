"""Cuts a text into the tokens of time expressions, each with its kind, so that phrases can be matched by kinds."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from components.analysis.timex.lexicon import Value, kinds, word_kinds

OTHER = "o"  # the outline's character for a token that is in no time expression
YEAR_NUMBERS = range(1000, 2200)  # numbers of four digits that may be years
MAX_NUMBER_DIGITS = 7  # of a number that may stand in a time expression
_TOKEN = re.compile(
    r"""(?P<iso>\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?(?![\w-]))
    | (?P<slashed>\d{1,2}(?:/\d{1,2}/|\.\d{1,2}\.|-\d{1,2}-)(?:\d{4}|\d{2})(?![\w/-]))
    | (?P<race_time>\d{1,2}:[0-5]\d(?::[0-5]\d)?\.\d{1,3}(?![\d:]))
    | (?P<fraction>[1-9]/[2-9](?![\d/])|½|¼|¾)
    | (?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?![\d:])|\d{1,2}\.[0-5]\d(?=\s?(?:[ap]\.?m|h(?:rs|ours)?|BST|GMT|UTC|CES?T
        |E[SD]T)\b))
    | (?P<ordinal_number>\d{1,3}(?:st|nd|rd|th)\b)
    | (?P<decade_number>['’`]?\d{1,3}0['’]?s\b)
    | (?P<number>\d+(?:,\d{3})*(?:\.\d+)?)
    | (?P<dotted>[ap]\.m\b\.?|o['’]clock\b)
    | (?P<fiscal_word>FY(?=['’]?\d{2}))
    | (?P<quarter_name>Q[1-4]\b)
    | (?P<word>[^\W\d_]+(?:\.(?=[^\W\d_]\.))?)
    | (?P<poss>['’]s\b)
    | (?P<hyphen>[-–—_]+)
    | (?P<slash>/)
    | (?P<comma>,) | (?P<dot>\.) | (?P<apostrophe>['’`])
    | (?P<break>\n\s*\n)
    | (?P<other>[^\s\w])
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Token(NamedTuple):
    """A word, number or sign; ``kind`` is a lexicon kind or "", ``value`` the number or code it stands for."""

    text: str
    start: int
    end: int
    kind: str
    value: Value


def tokens_of(text: str, breaks: Collection[int] = ()) -> tuple[list[Token], str]:
    """The tokens, and their outline: one character a token, its kind's.

    ``breaks`` are offsets where a paragraph starts: no phrase runs across them.
    """
    lexicon, kind_characters = word_kinds(), kinds()
    tokens: list[Token] = []
    outline: list[str] = []
    for match in _TOKEN.finditer(text):
        shape, words, start = match.lastgroup or "other", match.group(), match.start()
        kind, value = _kind_and_value(shape, words, lexicon)
        if start in breaks and tokens:
            tokens.append(Token("", start, start, "break", None))
            outline.append(kind_characters["break"])
        tokens.append(Token(words, start, match.end(), kind, value))
        outline.append(kind_characters[kind] if kind else OTHER)
    return tokens, "".join(outline)


def _kind_and_value(shape: str, words: str, lexicon: dict[str, tuple[str, Value]]) -> tuple[str, Value]:
    if shape == "word" or shape == "dotted":
        return lexicon.get(words.lower(), ("", None))
    if shape == "fiscal_word":
        return "fy", None
    if shape == "quarter_name":
        return shape, int(words[1])
    if shape == "number":
        return _number(words)
    if shape == "ordinal_number":
        return shape, int(words[:-2])
    if shape == "fraction":
        return shape, {"½": 0.5, "¼": 0.25, "¾": 0.75}.get(words) or int(words[0]) / int(words[2])
    if shape == "decade_number":
        return shape, int(re.sub(r"\D", "", words))
    return ("", None) if shape == "other" else (shape, None)


def _number(words: str) -> tuple[str, Value]:
    plain = words.replace(",", "")
    if "." in plain:
        return "decimal", float(plain[:12])
    if len(plain) > MAX_NUMBER_DIGITS or not plain.isascii():
        return "", None
    if len(plain) == 4 and "," not in words and int(plain) in YEAR_NUMBERS:
        return "year", int(plain)
    return ("day_number" if 1 <= int(plain) <= 31 else "int"), int(plain)
