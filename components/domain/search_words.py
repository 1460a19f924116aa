"""What a reader types into the search field, as terms: phrases, alternatives, words to leave out, beginnings of words.

``bridge council``: both. ``"city council"``: these words side by side. ``bridge OR tunnel``: either. ``-toll``: without
it. ``counc*``: a word that begins so. Whatever else is typed is plain words: nothing is a syntax error.
"""

from __future__ import annotations

import re

import msgspec

from components.domain.single_line_text import plain_line

LONGEST = 500  # characters that are looked at
MOST_TERMS = 32

_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "−": "-"})
_TERM = re.compile(r'(-?)"([^"]*)"(\*?)|(\S+)')
# These stand within words (U.S., two-thirds, don't, 1,000); at whatever else a typed word is parted.
_BETWEEN = re.compile(r"[^\w.,'’*\-]+")


class SearchTerm(msgspec.Struct, frozen=True):
    """Words that stand side by side; ``prefix``: the last one is the beginning of a word."""

    words: str
    prefix: bool = False


class SearchWords(msgspec.Struct, frozen=True):
    """An article matches where it has one term of each group of ``groups`` and none of ``without``."""

    groups: tuple[tuple[SearchTerm, ...], ...] = ()
    without: tuple[SearchTerm, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.groups or self.without)


def search_words(typed: str) -> SearchWords:
    """What was typed as terms; more than ``LONGEST`` characters or ``MOST_TERMS`` terms are left out."""
    groups: list[list[SearchTerm]] = []
    without: list[SearchTerm] = []
    either = False  # whether the next term is an alternative to the last
    line = plain_line(typed, LONGEST).translate(_QUOTES)
    found = list(_TERM.finditer(line))
    for n, match in enumerate(found):
        minus, phrase, star, word = match.groups()
        if word in {"AND", "OR"} and groups and n + 1 < len(found) and _has_word(found[n + 1][0]):
            either = word == "OR"
            continue
        if word is None:
            terms = [SearchTerm(_words_of(phrase), bool(star))]
        else:
            minus, terms = _plain(word.replace('"', " "))
        for term in terms:
            if not _has_word(term.words) or len(without) + sum(map(len, groups)) >= MOST_TERMS:
                continue
            if minus:
                without.append(term)
            elif either:
                groups[-1].append(term)
            else:
                groups.append([term])
            either = False
    return SearchWords(tuple(map(tuple, groups)), tuple(without))


def _plain(word: str) -> tuple[str, list[SearchTerm]]:
    """Whether a typed word is to be left out, and its terms: more than one where it holds other signs."""
    minus = "-" if word.startswith("-") else ""
    parts = [part for part in _BETWEEN.split(word.lstrip("-")) if part]
    return minus, [SearchTerm(_words_of(part), part.endswith("*")) for part in parts]


def _words_of(part: str) -> str:
    return part.replace("*", " ").strip()


def _has_word(text: str) -> bool:
    return any(c.isalnum() for c in text)
